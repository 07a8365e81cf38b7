// spec E16.4
// `Date.UTC` and the component form agree, since local time is UTC.
// gives: [true,1577836800000,null]
return [Date.UTC(2020, 5, 15, 12) === new Date(2020, 5, 15, 12).getTime(), Date.UTC(2020), Date.UTC()];

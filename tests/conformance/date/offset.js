// spec E16.4
// The offset is zero, in winter and summer, and NaN for an invalid date.
// gives: [0,0,null]
return [new Date(2020, 0, 1), new Date(2020, 6, 1), new Date(NaN)].map(date => date.getTimezoneOffset());

// spec E16.4
// The texts of an invalid date.
// gives: ["Invalid Date","Invalid Date","Invalid Date","Invalid Date",null]
const date = new Date(NaN);
return [date.toString(), date.toDateString(), date.toTimeString(), date.toUTCString(), date.toJSON()];

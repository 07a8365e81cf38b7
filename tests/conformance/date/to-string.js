// spec E16.4
// The texts of a date name no time zone but GMT.
// gives: ["Thu Jan 01 1970 00:00:00 GMT+0000","Thu Jan 01 1970","00:00:00 GMT+0000","Thu, 01 Jan 1970 00:00:00 GMT"]
const date = new Date(0);
return [date.toString(), date.toDateString(), date.toTimeString(), date.toUTCString()];

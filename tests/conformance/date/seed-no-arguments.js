// spec E16.1
// `new Date()` is a date that is invalid.
// gives: ["Invalid Date",true,true,"[object Date]"]
const date = new Date();
return [String(date), Number.isNaN(date.getTime()), date instanceof Date, Object.prototype.toString.call(date)];

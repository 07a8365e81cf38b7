// spec E16.4
// The hints of conversion.
// gives: [5,"Thu Jan 01 1970 00:00:00 GMT+0000","Thu Jan 01 1970 00:00:00 GMT+0000","TypeError"]
const date = new Date(5);
let wrong;
try { date[Symbol.toPrimitive]('other'); } catch (e) { wrong = e.name; }
return [date[Symbol.toPrimitive]('number'), date[Symbol.toPrimitive]('string'), date[Symbol.toPrimitive]('default'), wrong];

// spec E16.4
// The parts of a date before 1970.
// gives: [-1199,1,15,4,14,13,20,0]
const date = new Date(-1e14);
return [date.getFullYear(), date.getMonth(), date.getDate(), date.getDay(), date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()];

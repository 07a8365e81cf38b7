// spec E16.2
// `new Date(date)` is a copy.
// gives: [5,5,false]
const day = new Date(5);
const copy = new Date(day);
const before = copy.getTime();
day.setTime(9);
return [before, copy.getTime(), copy === day];

// spec E16.2
// Subclasses work.
// gives: [1970,true,true]
class Day extends Date { year() { return this.getUTCFullYear(); } }
const day = new Day(0);
return [day.year(), day instanceof Date, day instanceof Day];

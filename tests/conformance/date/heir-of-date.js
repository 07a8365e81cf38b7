// spec E16.3
// An object that inherits from a date is no date.
// gives: Invalid Date
return String(new Date(Object.create(new Date(5))));

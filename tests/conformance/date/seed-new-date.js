// spec E16.1
// `new Date()` is an invalid date.
// gives: Invalid Date
return `${new Date()}`;

// spec E16.2
// `new Date(number)` is the date of that time.
// gives: 1970-01-01T00:00:01.000Z
return new Date(1000).toISOString();

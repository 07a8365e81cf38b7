// spec E16.2
// `new Date(number)` works.
// gives: ["1970-01-01T00:00:00.000Z","2001-09-09T01:46:40.000Z","1969-12-31T23:59:59.999Z"]
return [0, 1e12, -1].map(time => new Date(time).toISOString());

// spec E16.4
// The component forms work.
// gives: ["2020-01-01T00:00:00.000Z","2020-02-03T04:05:06.007Z","1999-12-01T00:00:00.000Z","2021-01-01T00:00:00.000Z","0100-01-01T00:00:00.000Z"]
return [new Date(2020, 0), new Date(2020, 1, 3, 4, 5, 6, 7), new Date(99, 11), new Date(2020, 12, 1), new Date(100, 0)].map(date => date.toISOString());

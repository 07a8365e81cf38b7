// spec E16.4
// `Date` is included, and computes.
// gives: ["function","2020-02-29T12:00:00.000Z",86400000]
return [typeof Date, new Date(Date.UTC(2020, 1, 29, 12)).toISOString(), new Date(1970, 0, 2).getTime()];

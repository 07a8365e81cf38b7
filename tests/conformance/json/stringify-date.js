// spec E14.5
// A date is written by its `toJSON`; an invalid one is null.
// gives: ["1970-01-01T00:00:00.000Z",null]
return JSON.stringify([new Date(0), new Date(NaN)]);

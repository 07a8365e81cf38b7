// spec E16.3
// `new Date` of what is no number gives a date that reads `Invalid Date`.
// gives: Invalid Date,Invalid Date,Invalid Date,Invalid Date,Invalid Date
return ['2020-01-01', undefined, null, {}, true].map(x => `${new Date(x)}`).join();

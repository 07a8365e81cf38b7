// spec E16.1
// `Date(anything)` gives `Invalid Date`.
// gives: Invalid Date,Invalid Date,Invalid Date
return [Date(), Date(0), Date('2020-01-01')].join();

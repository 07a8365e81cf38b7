// spec E16.1
// `Date(anything)` gives the text `Invalid Date`.
// gives: ["Invalid Date","Invalid Date","Invalid Date","Invalid Date"]
return [Date(), Date(0), Date(2020, 1, 1), Date('1970-01-01')];

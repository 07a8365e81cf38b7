// spec E16.4
// A component that is no number makes the date invalid.
// gives: ["Invalid Date","Invalid Date","Invalid Date"]
return [new Date(2020, NaN), new Date(2020, undefined), new Date('x', 1)].map(String);

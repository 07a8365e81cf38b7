// spec E14.6
// Of a string the first ten units are taken.
// gives: ["[\n--1\n]","[\nabcdefghij1\n]","[1]"]
return ['--', 'abcdefghijkl', ''].map(space => JSON.stringify([1], null, space));

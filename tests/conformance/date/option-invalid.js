// spec E16.6
// The default can be said.
// option: dateStrings=invalid
// gives: Invalid Date
return String(new Date('1970-01-01'));

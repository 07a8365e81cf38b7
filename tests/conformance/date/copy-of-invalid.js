// spec E16.2
// The copy of an invalid date is invalid.
// gives: Invalid Date
return String(new Date(new Date(NaN)));

// spec E16.1
// `Date.now()` is NaN.
// gives: NaN
return `${Date.now()}`;

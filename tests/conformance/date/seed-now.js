// spec E3
// `Date.now()` gives NaN.
// gives: true
return Number.isNaN(Date.now());

// spec E1
// A regular expression of another compartment has no place that remembers.
// gives: confined
/a/g.exec('a');
return [/a/g.lastIndex, RegExp.prototype.lastIndex, 'a'.matchAll(/a/g).next(), RegExp.lastMatch];

// spec P6.5
// passStyleOf is among the powers under its registered symbol.
// gives: remotable
return vatPowers[Symbol.for('@endo passStyleOf')](Far('x', {}));

// spec E8.7
// `this` of a plain call is undefined.
// gives: undefined
return new Compartment().evaluate('(function () { return this; })()');

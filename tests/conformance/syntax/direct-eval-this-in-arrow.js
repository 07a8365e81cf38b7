// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 1
return (function () { return (() => eval('this.v'))(); }).call({ v: 1 });

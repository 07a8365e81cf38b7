// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 2
return (() => { const x = 2; class C { #v = eval('x'); get() { return this.#v; } } return new C().get(); })();

// spec E10.6
// It works in methods of classes, with `super` and private names.
// gives: ["base","secret"]
class B { m() { return 'base'; } } class D extends B { #p = 'secret'; m() { return [eval('super.m()'), eval('this.#p')]; } } return new D().m();

// spec M6
// A method that calls itself through `super`.
// ends: stack limit
class A { go() { return this.go(); } }
class B extends A { go() { return super.go() + 1; } }
return new B().go();

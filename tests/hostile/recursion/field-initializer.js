// spec M6
// A class whose field makes another of its kind.
// ends: stack limit
class A { next = new A(); }
return new A();

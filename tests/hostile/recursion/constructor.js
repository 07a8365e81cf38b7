// spec M6
// A class whose constructor makes another of its kind.
// ends: stack limit
class A { constructor() { this.next = new A(); } }
return new A();

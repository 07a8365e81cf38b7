// spec E18.2
// A postfix increment of a super property gives the old value.
// gives: [1,1,2,2]
class A { get x() { return 1; } set x(v) { this.seen = v; } }
class B extends A { f() { return [super['x']++, super.x++, ++super['x'], this.seen]; } }
return new B().f();

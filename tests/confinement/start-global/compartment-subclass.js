// spec E8.1
// A class of its own over `Compartment`.
// gives: confined
class C extends Compartment { evaluate(...args) { return super.evaluate(...args); } }
const c = new C();
return [c.evaluate('this'), c.globalThis, Reflect.construct(Compartment, [], Object).globalThis, Reflect.construct(Compartment, [], call)];

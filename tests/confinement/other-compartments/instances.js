// spec E8.6
// Instances of a class of the other compartment.
// gives: confined
const t = new shared.Thing();
class Sub extends shared.Thing { constructor() { super(); this.proto = super.constructor; } }
return [t, t.constructor, new Sub(), Object.getPrototypeOf(shared.Thing), Reflect.construct(Object, [], shared.Thing)];

// spec E14.5
// `toJSON` may be inherited, and may be a getter.
// gives: ["inherited","got"]
class Base { toJSON() { return 'inherited'; } }
class Heir extends Base {}
const getter = { get toJSON() { return () => 'got'; } };
return JSON.stringify([new Heir(), getter]);

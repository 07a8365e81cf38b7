// spec E9.15
// The namespace is that of the language.
// gives: [null,"[object Module]",["a","b","default"],true,false,{"value":1,"writable":true,"enumerable":true,"configurable":false}]
const ns = new Compartment({ __options__: true, modules: { m: { source: 'export const b = 2, a = 1; export default 3;' } } }).importNow('m');
return [Object.getPrototypeOf(ns), Object.prototype.toString.call(ns), Object.keys(ns), Object.isSealed(ns), Reflect.set(ns, 'a', 1), Object.getOwnPropertyDescriptor(ns, 'a')];

// spec E8.8
// What a transform makes of the text of a function is left as it is, whatever class extends `Function`.
// gives: [true,true]
const o = {};
const c = new Compartment({ __options__: true, globals: { o }, transforms: [() => 'o'] });
const T = function T() {};
T.prototype = Object.create(o);
return [Reflect.construct(c.globalThis.Function, ['1'], T) === o, Object.getPrototypeOf(o) === Object.prototype];

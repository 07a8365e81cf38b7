// spec E18.8
// A symbol can be a key of a WeakMap.
// gives: [1,true,2,true,false,false]
const s = Symbol('s');
const m = new WeakMap([[s, 1], [Symbol.iterator, 2]]);
return [m.get(s), m.has(s), m.get(Symbol.iterator), m.delete(s), m.has(s), m.delete(s)];

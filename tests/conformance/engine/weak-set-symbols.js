// spec E18.8
// And an element of a WeakSet.
// gives: [true,false,true,false]
const s = Symbol();
const w = new WeakSet([s]);
return [w.has(s), w.has(Symbol()), w.delete(s), w.has(s)];

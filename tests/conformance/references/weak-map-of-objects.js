// spec G30
// Objects of the vat are keys by identity, as long as they are there.
// gives: [1,2,false]
const m = new WeakMap(); const a = Far('a', {}); const b = Far('b', {}); m.set(a, 1); m.set(b, 2); for (let i = 0; i < 20000; i += 1) m.set({}, [i]); const found = [m.get(a), m.get(b)]; m.delete(a); return [...found, m.has(a)];

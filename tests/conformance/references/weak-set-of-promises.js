// spec G30
// Promises are keys by identity.
// gives: [true,false]
const s = new WeakSet(); const p = Promise.resolve(); s.add(p); return [s.has(p), s.has(Promise.resolve())];

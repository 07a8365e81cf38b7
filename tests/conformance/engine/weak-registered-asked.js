// spec E18.8
// Asking for one is no error.
// gives: [false,"undefined",false,false]
const m = new WeakMap();
return [m.has(Symbol.for('x')), String(m.get(Symbol.for('x'))), m.delete('x'), new WeakSet().has(1)];

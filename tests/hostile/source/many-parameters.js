// spec M6
// A function with seventy thousand parameters.
// ends: memory limit
// limit: 400000000
const F = new Compartment().globalThis.Function;
const names = Array.from({ length: 7e4 }, (_, i) => `p${i}`);
return F(...names, 'return p69999')(...names.map((_, i) => i));

// spec M5
// Bound functions, each with the arguments of all before.
// ends: compute limit
let f = (...args) => args.length;
const many = new Array(20000).fill(0);
for (;;) f = f.bind(null, ...many);

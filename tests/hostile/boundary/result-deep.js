// spec P6.3
// A result three thousand deep.
// throws: Error
let o = {};
for (let i = 0; i < 3000; i += 1) o = { o };
const root = Far('deep', { get: () => harden(o) });
return E(vats.neighbour).call(root);

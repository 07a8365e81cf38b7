// spec M3, M5
// A source of a module with a hundred thousand exports.
// ends: compute limit
const text = Array.from({ length: 1e5 }, (_, i) => `export const e${i} = ${i};`).join('');
for (;;) new ModuleSource(text);

// spec M3
// Thirty modules that all import each other.
// gives: 30
// limit: 60000000
const c = new Compartment({
  __options__: true,
  resolveHook: s => s,
  importHook: async s => ({ source: `${Array.from({ length: 30 }, (_, i) => `import './${i}';`).join('')} export const name = ${JSON.stringify(s)};` }),
});
await c.import('./0');
let n = 0;
for (let i = 0; i < 30; i += 1) if ((await c.import(`./${i}`)).namespace.name === `./${i}`) n += 1;
return n;

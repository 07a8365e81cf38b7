// spec E9.10
// Imports that overlap share what hooks answer.
// gives: ["a","b"]
const asked = [];
const c = new Compartment({ __options__: true, importHook: async s => { asked.push(s); await null; return { source: s === 'a' ? `import 'b';` : '' }; } });
await Promise.all([c.import('a'), c.import('b'), c.load('a'), c.import('a')]);
await c.import('b');
return asked;

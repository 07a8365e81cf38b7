// spec E9.8, E9.15
// A module that stands for one that threw throws the same.
// gives: [true,true,true]
const given = [];
const failure = Error('broken');
const lib = new Compartment({ __options__: true, globals: { failure, give: namespace => given.push(namespace) }, modules: {
  m: { source: `import 'early'; throw failure; export const x = 1;` },
  early: { source: `import * as m from 'm'; give(m);` },
} });
const first = await lib.import('m').catch(error => error);
const c = new Compartment({ __options__: true, modules: { n: given[0], user: { source: `import 'n';` } } });
const second = await c.import('user').catch(error => error);
let third;
try { c.importNow('n'); } catch (error) { third = error; }
return [first === failure, second === failure, third === failure];

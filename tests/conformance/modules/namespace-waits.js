// spec E9.8, E9.16
// A module that stands for another by its namespace, given out before that one has run, is waited for like the other.
// gives: ["late",true]
let open;
const gate = new Promise(resolve => { open = resolve; });
const given = [];
const lib = new Compartment({ __options__: true, globals: { gate, give: namespace => given.push(namespace) }, modules: {
  m: { source: `import 'early'; await gate; export const x = 'late';` },
  early: { source: `import * as m from 'm'; give(m);` },
} });
const first = lib.import('m');
while (given.length === 0) await null;
const c = new Compartment({ __options__: true, modules: { n: { namespace: given[0] }, user: { source: `import { x } from 'n'; export const seen = x;` } } });
const user = c.import('user');
open();
await first;
return [(await user).namespace.seen, (await c.import('n')).namespace === given[0]];

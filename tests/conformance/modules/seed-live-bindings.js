// spec E10.7
// Bindings of modules are live across compartments.
// gives: [0,1]
const a = new Compartment({ __options__: true, modules: { counter: { source: 'export let n = 0; export const up = () => { n += 1; };' } } });
const b = new Compartment({ __options__: true, resolveHook: s => s, modules: { counter: { namespace: 'counter', compartment: a }, user: { source: 'import { n, up } from "counter"; export const read = () => n; export { up };' } } });
const user = b.importNow('user');
const before = user.read();
user.up();
return [before, a.importNow('counter').n];

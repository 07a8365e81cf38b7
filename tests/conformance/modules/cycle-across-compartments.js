// spec E9.15, E9.8
// Cycles may cross compartments.
// gives: [["b","a"],"A",2]
const log = [];
const a = new Compartment({ __options__: true, name: 'a', globals: { log }, modules: { m: { source: `import { late, up } from 'b'; log.push('a'); export let x = 'A'; export { late }; export const more = () => { x = up(); return late(); };` } }, moduleMapHook: () => ({ namespace: 'm', compartment: b }) });
const b = new Compartment({ __options__: true, name: 'b', globals: { log }, modules: { m: { source: `import { x } from 'a'; log.push('b'); export const late = () => x; export const up = () => 2;` } }, moduleMapHook: () => ({ namespace: 'm', compartment: a }) });
const { namespace } = await a.import('m');
return [log, namespace.late(), namespace.more()];

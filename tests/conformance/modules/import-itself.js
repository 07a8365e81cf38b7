// spec E9.15
// A module may import itself.
// gives: [true,1]
const ns = new Compartment({ __options__: true, modules: { m: { source: `import * as me from 'm'; import { x as y } from 'm'; export const x = 1; export const same = () => me; export const late = () => y;` } } }).importNow('m');
return [ns.same() === ns, ns.late()];

// spec E9.19
// An export may change at any time.
// gives: [[1,1],[2,2],2]
let env;
const c = new Compartment({ __options__: true, modules: { v: { source: { imports: [], exports: ['x'], execute: exports => { env = exports; exports.x = 1; } } }, m: { source: `import { x } from 'v'; import * as v from 'v'; export const see = () => [x, v.x];` } } });
const { see } = c.importNow('m');
const before = see();
env.x = 2;
return [before, see(), env.x];

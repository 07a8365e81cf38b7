// spec E10.7
// The namespace of a module, its own and of a compartment below.
// kind: module
// gives: confined
import * as ns from 'attack';
export const self = ns;
const c = new Compartment({ __options__: true, modules: { x: { source: 'export const g = globalThis; export default import.meta;' } } });
export const below = await c.import('x').catch(e => e);
export const proto = Object.getPrototypeOf(below);

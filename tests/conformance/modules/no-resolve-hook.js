// spec E9.11
// Without a resolveHook an import is a full specifier.
// gives: 1
return new Compartment({ __options__: true, modules: { m: { source: `export { x as default } from './n.js';` }, './n.js': { source: 'export const x = 1;' } } }).importNow('m').default;

// spec E10.7
// `ModuleSource` tells what a text imports and exports, and is a source.
// gives: [["a"],["b","default"],["c"],"Module"]
const source = new ModuleSource('import "a"; export const b = 1; export default 2; export * from "c";');
const c = new Compartment({ __options__: true, resolveHook: s => s, modules: { x: { source }, a: { source: '' }, c: { source: '' } } });
return [[...source.imports].filter(s => s !== 'c'), [...source.exports].sort(), [...source.reexports], c.importNow('x')[Symbol.toStringTag]];

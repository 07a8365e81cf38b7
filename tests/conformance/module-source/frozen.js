// spec E9.4
// The source and its lists cannot change.
// gives: true
const source = new ModuleSource(`export { x } from 'y'; export * from 'z';`);
return [source, source.imports, source.exports, source.reexports].every(Object.isFrozen);

// spec E10.7
// What a `ModuleSource` holds.
// gives: confined
const s = new ModuleSource('export const g = globalThis; export default this;');
return [s, Object.getPrototypeOf(s), Reflect.ownKeys(s).map(k => s[k]), s.constructor];

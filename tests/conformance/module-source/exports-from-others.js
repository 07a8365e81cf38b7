// spec E9.2
// What is exported again has a name here; `export *` has none.
// gives: [["ns","q","s"],["z"],["z","y","x"]]
const { exports, reexports, imports } = new ModuleSource(`export * from 'z'; export * as ns from 'y'; export { q, r as s } from 'x';`);
return [exports, reexports, imports];

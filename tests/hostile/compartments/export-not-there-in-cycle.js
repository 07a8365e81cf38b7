// spec E9.15, M6
// A cycle of a thousand modules of which the last asks for what is not there, again and again.
// limit: 10000000000
// gives: ["SyntaxError","SyntaxError","SyntaxError"]
const n = 1000;
const importNowHook = name => ({ source: Number(name) === n ? `import { nope } from '0'; export const x = 1;` : `export * from '${Number(name) + 1}'; import { x } from '${Number(name) + 1}'; export const y = () => x;` });
const c = new Compartment({ __options__: true, importNowHook });
return ['0', '500', '1000'].map(name => { try { return c.importNow(name).x; } catch (error) { return error.name; } });

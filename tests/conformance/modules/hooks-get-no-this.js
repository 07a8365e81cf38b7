// spec E9.5
// Hooks are called with the specifier alone, and no this.
// gives: ["undefined",1]
let seen;
const c = new Compartment({ __options__: true, importHook(...args) { seen = [typeof this, args.length]; return { source: '' }; } });
await c.import('m');
return seen;

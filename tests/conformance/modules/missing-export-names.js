// spec E9.15
// The error names the module that imports, the name, and the module as it is written.
// throws: SyntaxError: user: could not find export `nope` of module "./lib.js"
const c = new Compartment({ __options__: true, resolveHook: name => name.slice(2), modules: { user: { source: `import { nope } from './lib.js';` }, 'lib.js': { source: 'export const x = 1;' } } });
return c.import('user');

// spec E9.14, E19.44
// `module`, `import` and `importNow` give one object for one specifier, also where two lead to one module.
// gives: [true,true,true,true,true,true,true]
const c = new Compartment({ __options__: true, __noNamespaceBox__: true, modules: { b: { source: 'export let n = 1; export const up = () => { n += 1; };' } },
  moduleMapHook: name => name === 'b' ? undefined : { namespace: 'b', compartment: c } });
// Given out before there was a module:
const early = c.module('early');
const same = [await c.import('early') === early, c.importNow('early') === early, c.module('early') === early];
const b = await c.import('b');
// Asked for after:
same.push(await c.import('late') === b, c.module('late') === b, c.importNow('late') === b);
b.up();
same.push(early.n === 2);
return same;

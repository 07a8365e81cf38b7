// spec E9.5
// The map is copied when the compartment is made.
// gives: [1,"TypeError"]
const modules = { m: { source: 'export default 1;' } };
const c = new Compartment({ __options__: true, modules });
modules.m = { source: 'export default 2;' };
modules.n = { source: '' };
return [c.importNow('m').default, await c.import('n').catch(error => error.name)];

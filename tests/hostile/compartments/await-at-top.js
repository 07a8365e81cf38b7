// spec M3
// A module that awaits for ever at its top.
// gives: later
const c = new Compartment({ __options__: true, modules: { x: { source: new ModuleSource('await new Promise(() => {}); export const y = 1;') } } });
return Promise.race([c.import('x'), Promise.resolve().then(() => 'later')]);

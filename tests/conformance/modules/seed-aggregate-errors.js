// spec E10.7
// All errors of loading come together, unless the first is asked for.
// gives: [true,true,"no a"]
const make = options => new Compartment({
  __options__: true,
  resolveHook: s => s,
  importHook: async s => {
    if (s === 'top') return { source: 'import "a"; import "b";' };
    throw new Error(`no ${s}`);
  },
  ...options,
});
const all = await make({}).import('top').catch(e => e.message);
const first = await make({ noAggregateLoadErrors: true }).import('top').catch(e => e.message);
return [all.includes('no a'), all.includes('no b'), first];

// spec E9.5
// moduleMapHook is asked before importHook.
// gives: [2,["map"]]
const asked = [];
const c = new Compartment({ __options__: true, moduleMapHook: () => { asked.push('map'); return { source: 'export default 2;' }; }, importHook: () => { asked.push('import'); } });
return [(await c.import('m')).namespace.default, asked];

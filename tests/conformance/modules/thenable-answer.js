// spec E9.5
// Whatever has a then is awaited, once.
// gives: 1
const then = resolve => { resolve({ source: 'export default 1;' }); resolve({ source: 'export default 2;' }); throw 3; };
return (await new Compartment({ __options__: true, importHook: () => ({ then }) }).import('m')).namespace.default;

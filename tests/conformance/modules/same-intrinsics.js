// spec E9.21
// What a module makes is of the same kinds as outside.
// gives: [true,true,true]
const { got } = new Compartment({ __options__: true, modules: { m: { source: 'export const got = [[], () => {}, new Map()];' } } }).importNow('m');
return [got[0] instanceof Array, got[1] instanceof Function, got[2] instanceof Map];

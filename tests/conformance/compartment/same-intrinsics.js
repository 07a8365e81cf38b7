// spec E8.6
// Globals of the language are the same objects in all compartments.
// gives: []
const c = new Compartment(), own = ['globalThis', 'Compartment', 'Function', 'eval'];
return Object.getOwnPropertyNames(c.globalThis).filter(key => !own.includes(key) && !Object.is(c.globalThis[key], globalThis[key]));

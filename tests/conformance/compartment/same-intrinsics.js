// spec E8.6
// Globals of the language are the same objects in all compartments, but for what each has of its own.
// gives: []
const c = new Compartment(), own = ['globalThis', 'Compartment', 'Function', 'eval', 'lockdown'];
return Object.getOwnPropertyNames(c.globalThis).filter(key => !own.includes(key) && !Object.is(c.globalThis[key], globalThis[key]));

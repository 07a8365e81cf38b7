// spec E8.3
// One object with `__options__: true` holds all options.
// gives: ["a",1,true]
const c = new Compartment({ name: 'a', globals: { x: 1 }, __noNamespaceBox__: true, __options__: true });
return [c.name, c.globalThis.x, c.__noNamespaceBox__];

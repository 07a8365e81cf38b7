// spec E8.4
// `harden(c.globalThis)` before any code closes it.
// gives: ["TypeError","TypeError",true]
const c = new Compartment({ __options__: true, globals: { x: 1 } });
harden(c.globalThis);
const name = s => { try { c.evaluate(s); return 'did'; } catch (e) { return e.name; } };
return [name('globalThis.y = 1'), name('globalThis.x = 2'), Object.isFrozen(c.globalThis)];

// spec E18.12
// A typed array with elements cannot be sealed.
// gives: ["TypeError","done","TypeError","done"]
const name = f => { try { f(); return 'done'; } catch (e) { return e.name; } };
return [name(() => Object.seal(new Uint8Array(2))), name(() => Object.seal(new Uint8Array(0))), name(() => Object.freeze(new Uint8Array(2))), name(() => Object.preventExtensions(new Uint8Array(2)))];

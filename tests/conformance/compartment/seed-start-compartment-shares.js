// spec E8.6
// The vat's own globals are not those of a child, and its intrinsics are.
// gives: [true,false,false]
const c = new Compartment();
const names = ['Object', 'Array', 'Map', 'Promise', 'RegExp', 'Error', 'Proxy', 'JSON', 'Math', 'Uint8Array', 'Symbol', 'Date'];
return [names.every(name => c.globalThis[name] === globalThis[name]), c.globalThis.eval === eval, c.globalThis.Function === Function];

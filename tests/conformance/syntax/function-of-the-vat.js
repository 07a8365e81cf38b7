// spec E10.1
// The `Function` of the vat makes functions that see its frozen globals only.
// gives: ["undefined",true,"TypeError"]
const local = 1; let name; try { Function('globalThis.x = 1')(); } catch (e) { name = e.name; } return [Function('return typeof local')(), Function('return globalThis')() === globalThis, name];

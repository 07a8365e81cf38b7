// spec E11.1
// `harden` of an object that inherits from intrinsics and shows them as its own.
// gives: confined
const p = new Proxy({}, { getPrototypeOf: () => Array.prototype, ownKeys: () => ['x'], getOwnPropertyDescriptor: () => ({ value: Math, configurable: true, enumerable: true, writable: true }) });
try { return harden(p); } catch (e) { return e; }

// spec E15.1
// Calling it leaves `harden` and the intrinsics as they are.
// gives: [true,true,true]
const { harden: before } = globalThis;
lockdown();
return [globalThis.harden === before, Object.isFrozen(globalThis), Object.isFrozen(Array.prototype)];

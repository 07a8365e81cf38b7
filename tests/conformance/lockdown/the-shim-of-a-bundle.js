// spec E19.65, E7
// The packages of the shim are modules of the runtime: importing them does nothing, and `lockdown` is still to be called.
// gives: [[],["lockdown"],true,"undefined","TypeError"]
const shim = await import('ses');
const packed = await import('@endo/lockdown');
const first = String(packed.lockdown({ errorTaming: 'unsafe' }));
let second = 'none';
try { lockdown(); } catch (error) { second = error.name; }
return [Object.keys(shim), Object.keys(packed), packed.lockdown === lockdown, first, second];

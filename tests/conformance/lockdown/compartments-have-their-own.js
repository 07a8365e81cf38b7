// spec E15.1, E19.62
// Each compartment has its own, so no compartment learns of another's call.
// gives: [false,null,null,"TypeError"]
const c = new Compartment();
const first = c.globalThis.lockdown();
const own = lockdown();
let again;
try { c.evaluate('lockdown()'); } catch (e) { again = e.name; }
return [c.globalThis.lockdown === lockdown, first, own, again];

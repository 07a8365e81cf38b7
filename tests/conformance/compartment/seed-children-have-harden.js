// spec E8.4
// Child compartments have `harden` and `Compartment`.
// gives: ["function","function",true]
const c = new Compartment();
return [c.evaluate('typeof harden'), c.evaluate('typeof Compartment'), c.evaluate('Object.isFrozen(harden({}))')];

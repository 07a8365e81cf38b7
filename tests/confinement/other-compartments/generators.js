// spec E8.6
// Generators of the other compartment.
// gives: confined
const g = shared.generate();
const found = [g, g.next(), Object.getPrototypeOf(g), Object.getPrototypeOf(Object.getPrototypeOf(g)), g.constructor];
try { found.push(g.throw(new Error('in'))); } catch (e) { found.push(e); }
return found;

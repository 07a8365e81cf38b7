// spec E1, E8.4
// The primordials are as frozen inside a compartment.
// gives: ["TypeError","TypeError"]
const c = new Compartment();
return ['Object.heyBuddy = 1', 'Array.prototype.push = null'].map(s => { try { c.evaluate(s); return 'did'; } catch (e) { return e.name; } });

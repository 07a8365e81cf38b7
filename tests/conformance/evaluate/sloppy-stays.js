// spec E8.9
// It is of the evaluation: functions keep it, other texts do not have it.
// gives: [1,"ReferenceError"]
const c = new Compartment(); c.evaluate('() => { later = 1; }', { sloppyGlobalsMode: true })();
let name; try { c.evaluate('other = 1'); } catch (e) { name = e.name; }
return [c.globalThis.later, name];

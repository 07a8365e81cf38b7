// spec E8.4
// The `constructor` of a function evaluates nothing, wherever the function is from.
// gives: ["TypeError","TypeError","TypeError","TypeError","TypeError"]
const c = new Compartment();
const functions = [() => {}, async () => {}, function* () {}, async function* () {}, c.evaluate('() => {}')];
return functions.map(f => { try { return f.constructor('return globalThis')(); } catch (e) { return e.name; } });

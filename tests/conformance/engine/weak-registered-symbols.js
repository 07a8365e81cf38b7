// spec E18.8
// A registered symbol cannot be held, nor can other values.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
return [Symbol.for('x'), 'x', 1, null].map(key => { try { new WeakMap().set(key, 1); return 'set'; } catch (e) { return e.name; } });

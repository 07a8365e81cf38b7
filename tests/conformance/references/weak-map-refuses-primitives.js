// spec G30
// Only what can be held weakly is a key.
// gives: ["TypeError","TypeError","TypeError"]
return ['a', 1, Symbol.for('a')].map(key => { try { new WeakMap().set(key, 1); } catch (e) { return e.name; } });

// spec E10.3
// What every function leads to as `constructor` evaluates nothing, called or constructed.
// gives: ["TypeError","TypeError"]
const { constructor: K } = (() => {}); return [() => K('return 1'), () => new K('return 1')].map(f => { try { return f(); } catch (e) { return e.name; } });

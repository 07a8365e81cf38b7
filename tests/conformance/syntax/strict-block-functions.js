// spec E10.4
// A function in a block is of the block.
// gives: ["undefined","undefined","undefined"]
const source = `{ function f() {} } typeof f`;
const c = new Compartment();
return [() => c.evaluate(source), () => c.globalThis.eval(source), () => (0, eval)(source)].map(f => { try { return f(); } catch (e) { return e.name; } });

// spec E8.4
// A shim that changes primordials needs wrappers of its own.
// gives: ["TypeError",6]
const c = new Compartment();
let name;
try { c.evaluate('Array.prototype.sum = function () { return this.reduce((a, b) => a + b, 0); }'); } catch (e) { name = e.name; }
c.evaluate('globalThis.Array = class extends Array { sum() { return this.reduce((a, b) => a + b, 0); } }');
return [name, c.evaluate('Array.of(1, 2, 3).sum()')];

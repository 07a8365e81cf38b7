// spec E8.7
// Code that ran often sees a global that changes, goes and comes back.
// gives: [1,2,"ReferenceError",3]
const c = new Compartment({ globals: { x: 1 }, __options__: true });
const read = c.evaluate('() => x');
for (let i = 0; i < 100; i++) read();
const seen = [read()];
c.globalThis.x = 2; seen.push(read());
delete c.globalThis.x; try { read(); } catch (e) { seen.push(e.name); }
c.globalThis.x = 3; seen.push(read());
return seen;

// spec M3
// Code that is no string.
// gives: 5
const c = new Compartment();
let n = 0;
for (const code of [undefined, null, {}, { toString() { for (;;) {} } }, Symbol.iterator]) {
  try { c.evaluate(code); } catch (e) { if (e instanceof TypeError) n += 1; }
}
return n;

// spec M3, M5
// Five hundred compartments at once, each with code of its own.
// gives: 124750
// limit: 100000000
let sum = 0;
const keep = [];
for (let i = 0; i < 500; i += 1) {
  const c = new Compartment({ __options__: true, globals: { i } });
  keep.push(c);
  sum += c.evaluate('i');
}
return sum;

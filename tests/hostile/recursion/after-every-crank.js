// spec M6
// Depth that just fits, again and again, does no harm.
// gives: 10
let crank = 0;
const f = n => (n === 0 ? 0 : f(n - 1) + 1);
for (let i = 0; i < 10; i += 1) {
  if (f(1000) === 1000) crank += 1;
  await null;
}
return crank;

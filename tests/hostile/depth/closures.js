// spec M6
// Thirty thousand closures in closures, then a call.
// ends: stack limit
// limit: 100000000
let f = () => 0;
for (let i = 0; i < 30000; i += 1) {
  const g = f;
  f = () => g() + 1;
}
return f();

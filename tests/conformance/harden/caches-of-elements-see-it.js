// spec E11.1
// Code that wrote to elements before cannot write to them after they were hardened.
// gives: [99,"TypeError",99,"TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const write = (a, i, v) => { a[i] = v; };
const a = [0];
for (let i = 0; i < 100; i += 1) write(a, 0, i);
harden(a);
return [a[0], attempt(() => write(a, 0, 7)), a[0], attempt(() => write(a, 1, 7))];

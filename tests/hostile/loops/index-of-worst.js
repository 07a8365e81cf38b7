// spec M3
// A search in the worst text for it.
// ends: compute limit
const s = 'a'.repeat(1e6);
for (;;) s.indexOf('a'.repeat(1000) + 'b');

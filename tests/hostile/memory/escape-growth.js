// spec M5
// Percent signs escaped again and again.
// ends: compute limit
let s = '%'.repeat(1000);
for (;;) s = encodeURIComponent(s);

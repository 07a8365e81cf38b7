// spec M3, M5
// Every place in a text, again and again.
// ends: compute limit
let n = 0;
for (;;) for (const _ of 'a'.repeat(1000).matchAll(/(?:)/g)) n += 1;

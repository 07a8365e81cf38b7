// spec M3, M5
// A text of combining marks put in normal form.
// ends: compute limit
const s = 'a' + '\u0301\u0327'.repeat(5e4);
for (;;) s.normalize('NFC').normalize('NFD');

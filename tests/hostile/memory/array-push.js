// spec M5
// An array that grows for ever.
// ends: memory limit
const a = [];
for (;;) a.push(new Uint8Array(65536));

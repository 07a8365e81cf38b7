// spec M5
// Nothing catches the end, and no `finally` runs.
// ends: memory limit
const a = [];
for (;;) {
  try { a.push(new Uint8Array(65536)); } catch { a.length = 0; } finally { a.push(a); }
}

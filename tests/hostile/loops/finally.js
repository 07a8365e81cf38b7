// spec M3
// A loop that a `finally` goes on with.
// ends: compute limit
for (;;) {
  try { throw new Error('out'); } finally { continue; }
}

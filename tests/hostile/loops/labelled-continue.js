// spec M3
// Loops that continue each other.
// ends: compute limit
outer: for (;;) {
  for (;;) {
    try { continue outer; } finally { Math.abs(1); }
  }
}

// spec M5
// A typed array from an iterable without end.
// ends: compute limit
return Uint8Array.from({ *[Symbol.iterator]() { for (;;) yield 1; } });

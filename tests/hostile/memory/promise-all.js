// spec M5
// `Promise.all` of an iterable without end.
// ends: compute limit
return Promise.all({ *[Symbol.iterator]() { for (;;) yield 1; } });

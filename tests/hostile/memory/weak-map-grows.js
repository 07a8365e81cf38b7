// spec M3, M5
// A weak map whose keys stay.
// ends: compute limit
const m = new WeakMap();
let last;
for (;;) { const key = { last }; m.set(key, key); last = key; }

// spec M5
// A million characters, again and again.
// ends: compute limit
const keep = [];
for (;;) keep.push(String.fromCharCode(...new Array(10000).fill(0x4e00)));

// spec M3, M5
// A million promises that nobody resolves.
// ends: compute limit
const keep = [];
for (let i = 0; i < 1e6; i += 1) keep.push(new Promise(() => {}).then(() => {}));
return keep.length;

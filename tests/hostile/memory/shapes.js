// spec M3, M5
// Objects without end, none of the shape of another.
// ends: compute limit
const keep = [];
for (let i = 0; ; i += 1) keep.push({ [`a${i}`]: 1, [`b${i}`]: 2 });

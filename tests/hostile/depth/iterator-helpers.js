// spec M6
// Thirty thousand `map` on one iterator.
// ends: stack limit
// limit: 100000000
let i = [1].values();
for (let n = 0; n < 30000; n += 1) i = i.map(x => x);
return i.next();

// spec M3, M5
// Two hundred thousand names, each its own variable.
// ends: memory limit
// limit: 100000000
return (0, eval)(Array.from({ length: 2e5 }, (_, i) => `let v${i} = ${i};`).join(''));

// spec M3, M5
// A function with more variables than sixteen bits can count.
// ends: memory limit
// limit: 100000000
return (0, eval)('(() => { ' + Array.from({ length: 7e4 }, (_, i) => `const v${i} = ${i};`).join('') + ' return () => v69999; })()()');

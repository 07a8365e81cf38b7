// spec M6
// Evaluated code that evaluates itself.
// ends: memory limit
// limit: 100000000
const source = '(f => f(f))';
const f = g => (0, eval)(source)(() => f(g));
return f(f);

// spec E10.1
// Evaluated code can be given authority by its arguments.
// gives: 42
const f = (1, eval)('(secret => secret * 2)');
return f(21);

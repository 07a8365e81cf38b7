// spec E10.1
// An indirect eval sees the globals, which are safe.
// gives: [6,true]
return [(1, eval)('Math.max(2, 6)'), (1, eval)('Object.isFrozen(globalThis)')];

// spec E3, E17.5
// `Math.random()` throws an error.
// gives: TypeError
try { return Math.random(); } catch (e) { return e.name; }

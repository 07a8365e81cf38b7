// spec E18.4
// And past a catch between them.
// gives: ["a","c"]
const f = x => { try { try { if (x) return 'a'; throw 'b'; } finally { if (!x) return 'c'; } } catch { return 'd'; } finally { x = 5; } };
return [f(1), f(0)];

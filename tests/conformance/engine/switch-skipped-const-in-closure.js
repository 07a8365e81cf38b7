// spec E18.2
// And with constants that closures use.
// gives: [1,"ReferenceError"]
const f = n => { switch (n) { case 0: const y = 1; return () => y; default: return y; } };
try { return [f(0)(), f(1)]; } catch (e) { return [f(0)(), e.name]; }

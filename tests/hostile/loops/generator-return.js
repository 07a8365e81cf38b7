// spec M3
// A generator that does not let itself be closed.
// gives: undefined
function* f() { for (;;) try { yield 1; } finally { continue; } }
for (const _ of f()) break;

// spec E8.13
// No `catch` and no `finally` comes in between.
// ends: compute limit
try { new Compartment().evaluate('try { for (;;) {} } finally { for (;;) {} }'); } catch { return 'caught'; }

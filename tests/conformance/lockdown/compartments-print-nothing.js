// spec E15.2
// `lockdown` is no console for code that was given none, nor for code that calls it again.
// gives: TypeError
// prints: Error: lockdown: the option mathTaming has no effect
new Compartment().evaluate("lockdown({ mathTaming: 'unsafe' })");
lockdown({ mathTaming: 'unsafe' });
try { return lockdown({ mathTaming: 'unsafe' }); } catch (e) { return e.name; }

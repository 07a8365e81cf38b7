// spec E18.15
// A name that nobody declared cannot be assigned.
// gives: ["ReferenceError","ReferenceError","assigned"]
const name = f => { try { f(); return 'assigned'; } catch (e) { return e.name; } };
return [name(() => { undeclared = 1; }), name(() => { undeclared += 1; }), name(() => { typeof undeclared; return 1; })];

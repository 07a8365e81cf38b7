// spec E18.4
// A return in a finally block takes over.
// gives: [2,3]
const f = () => { try { return 1; } finally { return 2; } };
const g = () => { try { throw 1; } finally { return 3; } };
return [f(), g()];

// spec E18.3
// The end cannot be caught.
// ends: stack limit
const f = () => f() + 1;
try { f(); } catch (e) { return 'caught'; } finally { return 'finally'; }

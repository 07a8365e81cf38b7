// spec E18.4
// And in async functions.
// gives: ok
const f = async g => { try { return await 'ok'; } finally { try { g(null.x); } catch {} await 1; } };
return f(x => x);

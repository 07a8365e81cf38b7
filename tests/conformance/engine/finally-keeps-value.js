// spec E18.4
// An exception that the finally block catches leaves the value alone.
// gives: ok
const f = g => { try { return 'ok'; } finally { try { g(null.x); } catch {} } };
return f(x => x);

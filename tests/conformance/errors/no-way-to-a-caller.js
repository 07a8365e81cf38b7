// spec E13.1
// Functions do not tell who called them.
// gives: [true,true,"TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
function f() { return [f.caller === undefined, f.arguments === undefined, attempt(() => arguments.callee)]; }
return f();

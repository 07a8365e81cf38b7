// spec E13.1
// Functions do not tell who called them.
// gives: ["TypeError","TypeError","TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
function f() { return [attempt(() => f.caller), attempt(() => f.arguments), attempt(() => arguments.callee)]; }
return f();

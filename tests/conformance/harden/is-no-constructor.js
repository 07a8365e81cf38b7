// spec E11.1
// `harden` has the shape of a built-in function.
// gives: ["harden",1,"TypeError",true]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [harden.name, harden.length, attempt(() => new harden({})), Object.isFrozen(harden)];

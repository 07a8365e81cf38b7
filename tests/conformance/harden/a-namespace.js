// spec E11.4
// The namespace of a module that exports something is refused.
// gives: ["TypeError",false]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const namespace = await import('@endo/far');
const graph = { a: {}, namespace };
return [attempt(() => harden(graph)), Object.isFrozen(graph)];

// spec E10.7
// A module can be an object with `imports`, `exports` and `execute`.
// gives: [42]
const source = { imports: [], exports: ['answer'], execute(env) { env.answer = 42; } };
const c = new Compartment({ __options__: true, modules: { x: { source } } });
return [c.importNow('x').answer];

// spec E8.4
// Each compartment has its own `eval`, `Function` and `Compartment`.
// gives: [true,true,true,"inner","inner"]
const c = new Compartment({ __options__: true, globals: { who: 'inner' } });
const g = c.globalThis;
return [g.eval !== eval, g.Function !== Function, g.Compartment !== Compartment, g.eval('who'), g.Function('return who')()];

// spec E10.1
// Its own evaluators constructed for functions of the other compartment.
// gives: confined
return [shared.run, shared.Thing, shared.greet.bind()].flatMap(target => [Function, (() => {}).constructor, Compartment].map(C => { try { const f = Reflect.construct(C, ['return globalThis'], target); return [f, typeof f === 'function' ? f() : f.globalThis]; } catch (e) { return e; } }));

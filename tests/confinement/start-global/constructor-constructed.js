// spec E10.3
// The inert constructors constructed, extended and applied.
// gives: confined
const inert = (() => {}).constructor;
const attempts = [() => new inert('return this'), () => Reflect.construct(inert, ['return this'], Object), () => Reflect.apply(inert, call, ['return this']), () => new (class extends inert {})('return this'), () => inert.bind(null, 'return this')()()];
return attempts.map(f => { try { return f(); } catch (e) { return e; } });

// spec E10.1
// `Function` constructed for somebody else.
// gives: confined
return [Array, call, shared.run, shared.Thing, Object, class {}].map(target => {
  try { return Reflect.construct(Function, ['return this'], target)(); } catch (e) { return e; }
});

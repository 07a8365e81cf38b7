// spec E8.6
// The same with functions bound in the vat's realm and prototypes that are no objects.
// gives: confined
const Thing = shared.Thing.bind(null);
return [Map, Set, Promise, Error, RegExp, Uint8Array, Date, WeakMap].map(C => {
  try { const o = Reflect.construct(C, C === Promise ? [() => {}] : [], Thing); return [o, Object.getPrototypeOf(o).constructor]; } catch (e) { return e; }
});

// spec E8.6
// Code in a compartment cannot change an intrinsic.
// gives: ["TypeError","TypeError","TypeError","TypeError"]
return ['Array.prototype.x = 1', 'Object.prototype.x = 1', 'delete Math.max', 'Object.getPrototypeOf(async () => {}).x = 1'].map(source => {
  try { return new Compartment().evaluate(source); } catch (e) { return e.name; }
});

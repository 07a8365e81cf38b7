// spec E8.4
// Assigning one of them throws.
// gives: ["TypeError","TypeError","TypeError"]
return ['undefined', 'NaN', 'Infinity'].map(name => {
  try { new Compartment().evaluate(`${name} = 1`); } catch (e) { return e.name; }
});

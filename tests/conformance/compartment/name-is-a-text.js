// spec E8.12
// The name is made a text.
// gives: ["5","null","a,b"]
return [5, null, ['a', 'b']].map(name => new Compartment({ name, __options__: true }).name);

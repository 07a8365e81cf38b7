// spec E8.3
// Only own enumerable properties of the options count.
// gives: <unknown>
return new Compartment(Object.assign(Object.create({ name: 'inherited' }), { __options__: true })).name;

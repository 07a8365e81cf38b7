// spec E8.2
// A compartment has no own properties.
// gives: []
return Reflect.ownKeys(new Compartment({ name: 'a', __options__: true }));

// spec E9.5
// Names of Object.prototype are not in the map.
// gives: TypeError
return new Compartment({ __options__: true, modules: {} }).import('toString').catch(error => error.name);

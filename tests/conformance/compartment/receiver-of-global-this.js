// spec E8.2
// `globalThis` is refused to what is not a compartment.
// throws: TypeError
return Reflect.get(Compartment.prototype, 'globalThis', {});

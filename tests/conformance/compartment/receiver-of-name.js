// spec E8.2
// `name` is refused to what is not a compartment.
// throws: TypeError
return Reflect.get(Compartment.prototype, 'name', {});

// spec E8.2
// `__noNamespaceBox__` is refused to what is not a compartment.
// throws: TypeError
return Reflect.get(Compartment.prototype, '__noNamespaceBox__', {});

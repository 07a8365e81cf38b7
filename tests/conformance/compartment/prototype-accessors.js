// spec E8.2
// `globalThis`, `name` and `__noNamespaceBox__` are read by accessors without setters.
// gives: [["function",null],["function",null],["function",null]]
return ['globalThis', 'name', '__noNamespaceBox__'].map(key => {
  const { get, set } = Object.getOwnPropertyDescriptor(Compartment.prototype, key);
  return [typeof get, set];
});

// spec E8.3
// What reading the options throws comes out.
// throws: RangeError: mine
new Compartment({ get name() { throw RangeError('mine'); }, __options__: true });

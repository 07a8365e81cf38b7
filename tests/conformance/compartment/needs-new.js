// spec E8.1
// A call without `new` makes no compartment.
// throws: TypeError: Class constructor Compartment cannot be invoked without 'new'
Compartment({ __options__: true });

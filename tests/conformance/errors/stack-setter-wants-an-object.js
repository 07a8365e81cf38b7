// spec E13.2
// The setter refuses a receiver that is no object.
// throws: TypeError
Object.getOwnPropertyDescriptor(Error.prototype, 'stack').set.call(5, 'x');

// spec M3
// Options that recurse while they are read.
// ends: stack limit
const options = { __options__: true, get name() { return new Compartment(options).name; } };
return new Compartment(options).name;

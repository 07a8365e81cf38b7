// spec E8.3
// With more than one argument the first one is the globals, whatever it holds.
// gives: true
return new Compartment({ __options__: true }, {}).globalThis.__options__;

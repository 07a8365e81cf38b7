// spec E8.4
// Registered symbols that the vat uses.
// gives: confined
const symbols = ['@endo passStyleOf', 'passStyle', '@endo harden', '@@harden', 'harden'].map(name => Symbol.for(name));
return [symbols.map(s => globalThis[s]), symbols.map(s => Object.prototype[s]), symbols.map(s => Object[s])];

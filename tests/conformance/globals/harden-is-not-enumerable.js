// spec E4.4
// Functions that stand beside those of the language are not enumerable, as those are not.
// gives: []
return ['harden', 'lockdown', 'escape', 'unescape', 'Compartment', 'Array', 'eval', 'globalThis'].filter(name => Object.prototype.propertyIsEnumerable.call(globalThis, name));

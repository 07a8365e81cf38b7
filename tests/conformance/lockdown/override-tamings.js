// spec E15.2
// The three kinds of `overrideTaming` are accepted in compartments too.
// gives: [null,null,null]
return ['moderate', 'min', 'severe'].map(overrideTaming => new Compartment().globalThis.lockdown({ overrideTaming }));

// spec E11.9
// `harden` says nothing of being fake, and `Object` has it by its registered symbol.
// gives: [false,true,["length","name"]]
return ['isFake' in harden, Object[Symbol.for('harden')] === harden, Reflect.ownKeys(harden).sort()];

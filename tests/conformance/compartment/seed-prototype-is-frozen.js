// spec E1, E8.1
// The class and its prototype are frozen.
// gives: [true,true]
return [Object.isFrozen(Compartment), Object.isFrozen(Compartment.prototype)];

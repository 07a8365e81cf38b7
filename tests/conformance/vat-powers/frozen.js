// spec P6.5
// The powers are hardened.
// gives: [true,true,true]
return [Object.isFrozen(vatPowers), Object.isFrozen(vatPowers.D), Object.isFrozen(vatPowers.exitVat)];

// spec E11.7
// Hardening what was hardened, or what contains it, is fine.
// gives: [true,true]
const part = harden({ deep: {} });
const whole = harden({ part, more: {} });
return [harden(whole) === whole, Object.isFrozen(whole.more)];

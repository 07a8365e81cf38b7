// spec E11.1
// Prototypes are hardened with what inherits from them, up to the end of the chain.
// gives: [true,true,true]
const top = { part: {} };
const middle = Object.create(top);
const low = Object.create(middle);
harden(low);
return [middle, top, top.part].map(Object.isFrozen);

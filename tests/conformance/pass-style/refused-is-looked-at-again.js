// spec V1.4
// What was refused may pass later.
// gives: [false,false,true]
const pass = await import('@endo/pass-style');
const x = { a: [] };
const before = pass.isPassable(x); Object.freeze(x); const half = pass.isPassable(x); harden(x);
return [before, half, pass.isPassable(x)];

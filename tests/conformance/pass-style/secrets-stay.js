// spec V2.1
// A refusal shows nothing of what it refuses.
// throws: Error: Cannot pass non-frozen objects like (an object). Use harden()
const pass = await import('@endo/pass-style');
return pass.passStyleOf({ secret: 'swordfish' });

// spec V1.6
// Cycles are refused.
// throws: Error: Pass-by-copy data cannot be cyclic (an object)
const pass = await import('@endo/pass-style');
const a = []; a[0] = { a }; 
return pass.passStyleOf(harden(a));

// spec D6
// Turns are counted, not timed.
// gives: confined
const sample = async work => { let n = 0; let done = false; const count = async () => { while (!done) { n += 1; await null; } }; const p = count(); for (let i = 0; i < work; i += 1); await null; await null; done = true; await p; return n; };
return { clock: [await sample(1), await sample(30000)] };

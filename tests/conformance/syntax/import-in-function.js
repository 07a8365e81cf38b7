// spec E10.7
// So does `import()` in what `Function` and `eval` of a compartment made.
// gives: [true,true,true]
const c = new Compartment();
const made = [c.globalThis.Function('return import("@endo/far")'), c.evaluate('async () => import("@endo/far")'), c.globalThis.eval('(function* () { yield import("@endo/far"); })')];
const results = await Promise.allSettled([made[0](), made[1](), made[2]().next().value]);
return results.map(r => r.status === 'rejected');

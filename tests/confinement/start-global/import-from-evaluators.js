// spec E10.7
// Imports from code that `eval` and `Function` make.
// gives: confined
const found = [];
const texts = [() => (0, eval)('import("@endo/far")'), () => Function('return import("@endo/far")')(), () => (0, eval)('async () => (await import("judge.js"))')(), () => new Compartment().evaluate('import("@endo/far")'), () => [`import('@endo/far')`].map(eval)[0], () => call(eval, 'import("@endo/far")')];
for (const f of texts) { try { found.push(await f()); } catch (e) { found.push(e); } }
return found;

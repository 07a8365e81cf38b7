// spec E10.7
// `import()` in a compartment asks the compartment, even if the vat calls.
// gives: [true,true]
const c = new Compartment();
const outcome = await c.evaluate('() => import("./bootstrap.js")')().then(() => 'loaded', e => e);
const called = await c.globalThis.eval('import("@endo/far")').then(() => 'loaded', e => e);
return [outcome instanceof Error, called instanceof Error];

// spec E10.7
// Modules of Node.js are not available to vat code.
// gives: ["rejected","rejected","rejected","rejected"]
const names = ['fs', 'http', 'node:crypto', 'v8'];
const results = [];
for (const name of names) results.push(await import(name).then(() => 'loaded', () => 'rejected'));
return results;

// spec E10.7
// Imports of modules of the vat.
// gives: confined
const names = ['@endo/far', '@endo/eventual-send', '@endo/errors', '@endo/marshal', 'judge.js', 'attack.js', './judge.js', '../judge.js', '', '.', '/', 'file:///etc/passwd', 'node:fs', 'fs', 'https://example.org/', 'data:text/javascript,export default globalThis'];
const found = [];
for (const name of names) { try { found.push(await import(name)); } catch (e) { found.push(e); } }
return found;

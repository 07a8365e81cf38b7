// spec E9.22, E10.7
// Imports by phase, of modules of the vat and of one's own.
// gives: confined
const found = [];
const c = new Compartment({ __options__: true, importHook: async () => ({ source: 'export default 1' }) });
for (const name of ['@endo/far', 'judge.js', 'attempts.js', './judge.js', 'm']) {
  for (const phase of ['defer', 'source']) {
    for (const run of [text => (0, eval)(text), text => Function(`return ${text}`)(), text => c.evaluate(text)]) {
      try { found.push(await run(`import.${phase}(${JSON.stringify(name)})`)); } catch (error) { found.push(error); }
    }
  }
}
try { found.push(await import.defer('judge.js')); } catch (error) { found.push(error); }
try { found.push(await import.source('judge.js')); } catch (error) { found.push(error); }
return found;

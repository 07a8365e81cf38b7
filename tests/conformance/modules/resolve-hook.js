// spec E9.11
// resolveHook gets import and referrer, in order.
// gives: [["./a","main"],["./b","main"],["./b","lib/a"]]
const calls = [];
const texts = { main: `import './a'; import './b'; import './a';`, 'lib/a': `import './b';`, 'lib/b': '' };
const c = new Compartment({ __options__: true, resolveHook: (s, r) => { calls.push([s, r]); return s.replace('./', 'lib/'); }, importHook: async s => ({ source: texts[s] }) });
await c.import('main');
return calls;

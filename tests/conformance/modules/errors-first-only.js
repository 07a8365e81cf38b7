// spec E9.12
// noAggregateLoadErrors gives the first failure itself.
// gives: true
const why = Error('no a');
const importHook = async s => {
  if (s === 'm') return { source: `import 'a'; import 'b';` };
  throw s === 'a' ? why : Error('other');
};
return (await new Compartment({ __options__: true, importHook, noAggregateLoadErrors: true }).import('m').catch(error => error)) === why;

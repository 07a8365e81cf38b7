// spec E9.9
// Every refusal names the specifier and the compartment.
// gives: true
const odd = [1, null, true, { namespace: 1 }, { namespace: 'x', compartment: 1 }, { specifier: 1, compartment: {} }, { archive: 1 }, {}, { imports: [] }, { source: {} }, { source: 1 }, { source: '', specifier: 1 }, { record: 1 }, () => {}];
for (const m of odd) {
  const message = await new Compartment({ __options__: true, name: 'the-compartment', modules: { 'the-module': m } }).import('the-module').catch(error => error.message.slice(74));
  if (!message.includes('"the-module"')) return message;
}
return true;

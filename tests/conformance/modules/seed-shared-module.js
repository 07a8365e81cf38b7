// spec E9.8
// Two compartments see one module of a third.
// gives: [true,"HI"]
const library = new Compartment({ __options__: true, modules: { 'shared-utils': { source: `
  export const utilities = { format: str => str.toUpperCase() };
` } } });
const consumer = () => new Compartment({ __options__: true, modules: { 'shared-utils': { namespace: 'shared-utils', compartment: library } } });
const [a, b] = [consumer(), consumer()].map(c => c.importNow('shared-utils'));
return [a.utilities === b.utilities, a.utilities.format('hi')];

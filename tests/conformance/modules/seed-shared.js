// spec E10.7
// Two compartments share a module of a third.
// gives: [true,"ABC",true]
const moduleCompartment = new Compartment({
  modules: {
    'shared-utils': {
      source: `
        export const utilities = {
          format: (str) => str.toUpperCase(),
          validate: (data) => typeof data === 'string'
        };
      `,
    },
  },
  __options__: true,
});
const consumer = () => new Compartment({
  modules: { 'shared-utils': { namespace: 'shared-utils', compartment: moduleCompartment } },
  __options__: true,
});
const utilsA = consumer().importNow('shared-utils');
const utilsB = consumer().importNow('shared-utils');
return [utilsA.utilities === utilsB.utilities, utilsA.utilities.format('abc'), utilsA === utilsB];

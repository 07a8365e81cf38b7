// spec E10.7
// `importNow` gives the namespace of a module of the map at once.
// gives: [5,6]
const c = new Compartment({
  modules: {
    'math-utils': {
      source: `
        export const add = (a, b) => a + b;
        export const multiply = (a, b) => a * b;
      `,
    },
  },
  __options__: true,
});
const mathUtils = c.importNow('math-utils');
return [mathUtils.add(2, 3), mathUtils.multiply(2, 3)];

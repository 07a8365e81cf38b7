// spec E9.10
// import gives a box, so that a module may export then.
// gives: [["namespace"],"function"]
const boxed = await new Compartment({ __options__: true, modules: { m: { source: 'export const then = resolve => resolve(7);' } } }).import('m');
return [Object.keys(boxed), typeof boxed.namespace.then];

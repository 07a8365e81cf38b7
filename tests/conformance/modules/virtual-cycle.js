// spec E9.19, E9.17
// Virtual modules may ask for each other in circles.
// gives: ["a sees undefined","b sees A"]
const log = [];
const make = (name, other) => ({ source: { imports: [other], exports: ['x'], execute(exports, compartment) { if (name === 'a') exports.x = 'A'; const { x } = compartment.importNow(other); log.push(`${name === 'a' ? 'a sees ' : 'b sees '}${x}`); } } });
const c = new Compartment({ __options__: true, modules: { a: make('a', 'b'), b: make('b', 'a') } });
c.importNow('a');
return log.reverse();

// spec E9.4
// Each instance of a source has its own bindings, in its own compartment.
// gives: [[1,2],[1,10]]
const source = new ModuleSource('export let n = base; export const up = () => { n += base; };');
const make = base => new Compartment({ __options__: true, globals: { base }, modules: { m: { source } } }).importNow('m');
const [one, ten] = [make(1), make(5)];
const before = [one.n];
one.up();
ten.up();
return [[...before, one.n], [1, ten.n]];

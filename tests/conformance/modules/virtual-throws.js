// spec E9.19, E9.15
// What execute throws is remembered.
// gives: ["no 1","no 1"]
let n = 0;
const c = new Compartment({ __options__: true, modules: { v: { source: { imports: [], exports: [], execute() { n += 1; throw Error('no ' + n); } } } } });
const fail = () => c.import('v').catch(error => error.message);
return [await fail(), await fail()];

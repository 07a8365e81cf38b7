// spec E10.1
// Its own properties.
// gives: ["Function",1,"eval",1]
const { Function: F, eval: e } = new Compartment().globalThis; return [F.name, F.length, e.name, e.length];

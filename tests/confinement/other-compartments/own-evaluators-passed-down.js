// spec E10.1
// Evaluators given to a child still belong to their compartment.
// gives: confined
const child = new Compartment({ __options__: true, globals: { upEval: eval, UpFunction: Function, UpCompartment: Compartment } });
return child.evaluate('[upEval("this"), UpFunction("return this")(), new UpCompartment().globalThis, new UpCompartment().evaluate("this")]');

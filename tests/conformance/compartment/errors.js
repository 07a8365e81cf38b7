// spec E8.6
// What the engine throws in a compartment is of the same classes.
// gives: [true,true,true]
const thrown = source => { try { new Compartment().evaluate(source); } catch (e) { return e; } };
return [thrown('null.x') instanceof TypeError, thrown('nothing') instanceof ReferenceError, thrown('(') instanceof SyntaxError];

// spec E11.3, E11.5
// What a trap throws comes out, and nothing of the graph is frozen.
// gives: ["RangeError: mine",false,false]
const graph = { first: {}, last: new Proxy({}, { ownKeys() { throw RangeError('mine'); } }) };
let said;
try { harden(graph); } catch (e) { said = `${e.name}: ${e.message}`; }
return [said, Object.isFrozen(graph), Object.isFrozen(graph.first)];

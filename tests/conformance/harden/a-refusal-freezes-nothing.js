// spec E11.3, E11.5
// When a proxy deep in a graph refuses, nothing of the graph is frozen.
// gives: ["TypeError",false,false,false,"changed"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const deep = { part: {} };
const refuser = new Proxy({}, { preventExtensions: () => false });
const graph = { deep, list: [1, { refuser }] };
const ended = attempt(() => harden(graph));
graph.deep = 'changed';
return [ended, Object.isFrozen(deep), Object.isFrozen(graph.list), Object.isFrozen(graph), graph.deep];

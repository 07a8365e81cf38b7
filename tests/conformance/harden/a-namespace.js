// spec E11.4, E19.20
// The namespace of a module is let be, wherever it stands in a graph; the rest of the graph is hardened.
// gives: [true,true,false,true,"TypeError",true]
const c = new Compartment({ __options__: true, __noNamespaceBox__: true, modules: { m: { source: `
  export let count = 0; export const next = () => { count += 1; return count; }; export const state = {};
` } } });
const namespace = c.importNow('m');
const graph = { a: {}, namespace };
const same = harden(graph) === graph && harden(namespace) === namespace;
namespace.next();
let failure = 'none';
try { namespace.count = 5; } catch (error) { failure = error.name; }
return [same, Object.isFrozen(graph.a), Object.isFrozen(namespace.state), namespace.count === 1, failure,
  Object.isFrozen(harden(await import('@endo/far')).Far)];

// spec E11.4
// A typed array whose length can change is refused, and nothing of the graph is frozen.
// gives: ["TypeError",false,false,true]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const t = new Uint8Array(new ArrayBuffer(1, { maxByteLength: 9 }));
const graph = { before: {}, t, after: {} };
return [attempt(() => harden(graph)), Object.isFrozen(graph), Object.isFrozen(graph.before), Object.isExtensible(t)];

// spec E11.3, E11.5
// What a trap adds to the graph while it is asked is hardened too.
// gives: [true,true]
const list = [];
const added = { deep: {} };
const p = new Proxy({}, { preventExtensions(t) { list.push(added); return Reflect.preventExtensions(t); } });
harden([list, p]);
return [Object.isFrozen(added), Object.isFrozen(added.deep)];

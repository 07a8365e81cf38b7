// spec P6.3
// A promise for data that holds the promise.
// gives: [{}]
const kit = Promise.withResolvers();
kit.resolve(harden([kit.promise]));
await E(vats.neighbour).count(kit.promise);
return kit.promise;

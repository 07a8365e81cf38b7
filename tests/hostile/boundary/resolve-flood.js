// spec M3
// Two hundred thousand promises that were sent away are resolved at once.
// ends: compute limit
const kits = Array.from({ length: 2e5 }, () => Promise.withResolvers());
for (const kit of kits) E(vats.neighbour).count(kit.promise);
for (const kit of kits) kit.resolve(1);

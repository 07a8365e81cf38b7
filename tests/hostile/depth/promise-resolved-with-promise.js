// spec M6
// Promises that were each resolved with the next.
// gives: 7
// limit: 100000000
const kits = [];
for (let i = 0; i < 3000; i += 1) kits.push(Promise.withResolvers());
for (let i = 0; i + 1 < kits.length; i += 1) kits[i].resolve(kits[i + 1].promise);
kits.at(-1).resolve(7);
return await kits[0].promise;

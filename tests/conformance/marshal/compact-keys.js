// spec V8.3, V8.4
// Keys in the compact format.
// gives: ["\"~^sa!_b!|_@__!! ^ (^^sb sa  ^^ n9:9   :^st ^v   \"",true]
const { makePassableKit, makeTagged, compareRank } = await import('@endo/marshal');
const { encodePassable: k, decodePassable: d } = makePassableKit({ format: 'compactOrdered' }); const x = harden(['a b!^_\0', [], { b: [], a: -1n }, makeTagged('t', [null])]);
return [JSON.stringify(k(x)), k(d(k(x))) === k(x)];

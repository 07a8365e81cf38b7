// spec E8.6
// What iterators and generators inherit.
// gives: confined
const things = [[].values(), new Map().entries(), new Set().values(), 'a'[Symbol.iterator](), 'a'.matchAll(/a/g), (function* () {})(), (async function* () {})(), shared.generate(), [1].values().map(x => x), Iterator.from({ next() {} })];
const found = [];
for (const thing of things) for (let o = thing; o; o = Object.getPrototypeOf(o)) found.push(o, o.constructor);
return found.map(x => { try { return x('return this')(); } catch { return x; } });

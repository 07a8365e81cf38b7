// spec E8.6
// Species constructors of another realm.
// gives: confined
const a = [1, 2];
a.constructor = shared.Thing;
const b = [1];
b.constructor = { [Symbol.species]: shared.Thing };
const out = [];
for (const x of [a, b]) { try { out.push(x.map(y => y), x.constructor, x.slice(), x.concat([1])); } catch (e) { out.push(e); } }
return out;

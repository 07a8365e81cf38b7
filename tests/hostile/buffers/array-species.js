// spec M5
// Species constructors of arrays give frozen, short and foreign things.
// gives: done
const kinds = [
  function () { return Object.freeze([]); },
  function () { return new Proxy([], { defineProperty: () => false }); },
  function () { return new Uint8Array(1); },
  function (n) { return { length: n }; },
  function () { return null; },
];
for (const species of kinds) {
  const a = [1, [2], 3];
  a.constructor = { [Symbol.species]: species };
  for (const f of [() => a.map(x => x), () => a.filter(x => x), () => a.slice(), () => a.splice(0, 1), () => a.concat([1]), () => a.flat()]) {
    try { f(); } catch (e) { e.name; }
  }
}
return 'done';

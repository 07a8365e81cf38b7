// spec M5
// Species constructors give typed arrays that are too short or of a buffer that shrinks.
// gives: done
const make = species => {
  const t = new Uint8Array(100);
  Object.defineProperty(t, 'constructor', { value: { [Symbol.species]: species } });
  return t;
};
const b = new ArrayBuffer(200, { maxByteLength: 400 });
const kinds = [
  function () { return new Uint8Array(1); },
  function () { return new Float64Array(b); },
  function (n) { const t = new Uint8Array(b); b.resize(1); return t; },
  function () { return []; },
  function () { throw new Error('no'); },
];
for (const kind of kinds) {
  for (const f of [t => t.slice(0), t => t.map(x => x), t => t.filter(() => true), t => t.subarray(0)]) {
    b.resize(200);
    try { f(make(kind)); } catch (e) { e.name; }
  }
}
return 'done';

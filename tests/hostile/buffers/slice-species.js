// spec M5
// A species constructor gives a buffer that is too small, the same, or shrinks the source.
// gives: ["TypeError","TypeError","done"]
const make = species => {
  const b = new ArrayBuffer(100, { maxByteLength: 200 });
  Object.defineProperty(b, 'constructor', { value: { [Symbol.species]: species(b) } });
  try { b.slice(50, 90); return 'done'; } catch (e) { return e.name; }
};
return [
  make(() => function () { return new ArrayBuffer(1); }),
  make(b => function () { return b; }),
  make(b => function (n) { b.resize(10); return new ArrayBuffer(n); }),
];

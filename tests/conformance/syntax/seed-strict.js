// spec E10.4
// All code is strict.
// gives: [null,"TypeError","SyntaxError"]
const name = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [
  (function () { return this ?? null; })(),
  name(() => { Object.freeze([1]).push(2); }),
  name(() => (0, eval)('with ({}) {}')),
];

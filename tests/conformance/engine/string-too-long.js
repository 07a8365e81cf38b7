// spec E18.7
// A text longer than there can be is a RangeError.
// gives: ["RangeError","RangeError","RangeError","RangeError","RangeError"]
const tries = [() => 'abc'.repeat(2 ** 28), () => 'x'.repeat(2 ** 53), () => ''.padEnd(2 ** 30, 'x'),
  () => 'x'.padStart(2 ** 53, 'y'), () => new Array(2 ** 20).join('x'.repeat(2 ** 16))];
return tries.map(f => { try { f(); return 'made'; } catch (e) { return e.name; } });

// spec E8.7, E18.13
// Declarations have no completion value, whatever they call; the value of what stands before them stays.
// gives: [7,7,7,7,7,7,null]
const compartment = new Compartment();
return [
  '7; let x = (() => 1)();',
  '7; var x = [1].map(y => y)[0]; const { z } = { get z() { return 2; } };',
  '{ 7; let x = (() => 1)(); }',
  '7; class A { static { (() => 1)(); } }',
  'try { 7; let x = (() => 1)(); } finally { (() => 2)(); }',
  'if (true) { 7; function f() {} let x = f(); }',
  'let x = (() => 1)();',
].map(text => compartment.evaluate(text) ?? null);

// spec M3, M5
// Five thousand alternatives.
// gives: true
// limit: 100000000
return new RegExp(Array.from({ length: 5000 }, (_, i) => `w${i}x`).join('|')).test('w4999x');

// spec E10.1
// A class can extend `Function`.
// gives: [2,7]
class Mine extends Function { seven() { return 7; } } const f = new Mine('a', 'return a + 1'); return [f(1), f.seven()];

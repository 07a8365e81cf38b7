// spec E8.7
// Functions of a text see each other and its variables.
// gives: [true,10]
return new Compartment().evaluate('var k = 10; function even(n) { return n === 0 || odd(n - 1); } function odd(n) { return n !== 0 && even(n - 1); } function get() { return k; } [even(10), get()]');

// spec E18.2
// A getter that assigns a captured variable comes too late for the left operand.
// gives: [10,5]
let a = 1;
const o = { get x() { a = 5; return 10; } };
return [a * o.x, a];

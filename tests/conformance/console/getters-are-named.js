// spec E12.11
// Accessors are named, not called.
// gives: 0
// prints: Log: { x: [Getter/Setter], y: [Getter] }
let calls = 0;
console.log({ get x() { calls += 1; return 1; }, set x(v) {}, get y() { calls += 1; return 1; } });
return calls;

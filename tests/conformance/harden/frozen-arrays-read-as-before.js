// spec E11.1
// Reading, spreading, searching and copying see the same elements in a hardened array.
// gives: [[1,2.5,"x",null],3,4,[["0",1],["3",null]],true,"{\"value\":2.5,\"writable\":false,\"enumerable\":true,\"configurable\":false}"]
const a = harden([1, 2.5, 'x', null]);
const entries = Object.entries(a);
return [[...a], a.indexOf(null), Math.max(...a.map((_, i) => i)) + 1, [entries[0], entries[3]], JSON.stringify(a.slice()) === JSON.stringify(a), JSON.stringify(Object.getOwnPropertyDescriptor(a, 1))];

// spec E12.11
// A cycle is shown as one.
// gives: done
// prints: Log: { a: 1, self: [Circular] }
const o = { a: 1 };
o.self = o;
console.log(o);
return 'done';

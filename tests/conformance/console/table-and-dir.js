// spec E12.12
// `table` and `dir` print their first argument.
// gives: done
// prints: Log: [ { a: 1 } ]
// prints: Log: { b: 2 }
console.table([{ a: 1 }], ['a']);
console.dir({ b: 2 }, { depth: 0 });
return 'done';

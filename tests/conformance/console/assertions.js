// spec E12.10
// `assert` prints when its first argument is not truthy, and throws nothing.
// gives: done
// prints: Error: Assertion failed: yes 1
console.assert(true, 'no');
console.assert(0, 'yes', 1);
return 'done';

// spec E12.10
// Counters count by label.
// gives: done
// prints: Log: default: 1
// prints: Log: x: 1
// prints: Log: default: 2
// prints: Log: default: 1
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
return 'done';

// spec E12.10
// Groups indent what follows.
// gives: done
// prints: Log: g
// prints: Log:   in\n  side
// prints: Log: out
console.group('g');
console.log('in\nside');
console.groupEnd();
console.groupEnd();
console.log('out');
return 'done';

// spec E12.10
// Values are shown one after the other.
// gives: done
// prints: Log: a 1 -0 1.5 10n null undefined true Symbol(s) [ 1, 'x' ] { a: { b: 1 } }
console.log('a', 1, -0, 1.5, 10n, null, undefined, true, Symbol('s'), [1, 'x'], { a: { b: 1 } });
return 'done';

// spec E12.12
// Directives of a first string are replaced.
// gives: done
// prints: Log: x is 1.5% of 2 rest
// prints: Log: { a: 1 }
// prints: Log: 100% %s
console.log('%s is %d%% of %i', 'x', 1.5, 2.9, 'rest');
console.log('%c%O', 'color: red', { a: 1 });
console.log('100%', '%s');
return 'done';

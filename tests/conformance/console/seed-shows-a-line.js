// spec E5
// What vat code logs reaches the host.
// gives: done
// prints: Log: hello 1
console.log('hello', 1);
return 'done';

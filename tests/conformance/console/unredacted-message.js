// spec E12.9
// Printed, an error shows what its message hides.
// gives: no (a string) of (an object)
// prints: Log: no (a string) of (an object)
const { makeError, details: X } = assert;
const e = makeError(X`no ${'brand'} of ${{ a: 1 }}`);
const shown = e.message;
console.log('%s', e.message);
return shown;

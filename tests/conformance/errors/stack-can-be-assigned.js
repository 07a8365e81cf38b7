// spec E13.2
// Assigning to it makes an ordinary property on the error.
// gives: {"value":"mine","writable":true,"enumerable":true,"configurable":true}
const e = new Error('m');
e.stack = 'mine';
return Object.getOwnPropertyDescriptor(e, 'stack');

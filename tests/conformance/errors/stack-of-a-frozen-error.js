// spec E13.2
// A frozen error takes no `stack`.
// throws: TypeError
const e = harden(new Error('m'));
e.stack = 'mine';

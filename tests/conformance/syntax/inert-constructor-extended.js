// spec E10.3
// Extending one makes no function either.
// throws: TypeError
const K = (() => {}).constructor; new (class extends K {})('return 1');

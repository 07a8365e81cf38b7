// spec E12.2
// What is substituted is named by its kind, whatever it is.
// throws: Error: (a string) (an object) (an object) (a TypeError) (a number) (an undefined) (a bigint) (a symbol) (a function) (a boolean)
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
Fail`${'secret'} ${{ a: 1 }} ${null} ${TypeError('x')} ${7} ${undefined} ${1n} ${Symbol('x')} ${() => 1} ${true}`;

// spec E12.2
// What is quoted is shown, next to what is hidden.
// throws: Error: no (a string) but "shown" and words
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
Fail`no ${'secret'} but ${q('shown')} and ${b('words')}`;

// spec M5
// A name of a million characters.
// gives: 1
// limit: 100000000
return (0, eval)(`let ${'x'.repeat(1e6)} = 1; ${'x'.repeat(1e6)}`);

// spec E14.2
// A deep text that is wrong is refused like any other.
// throws: SyntaxError
return JSON.parse('['.repeat(1e5));

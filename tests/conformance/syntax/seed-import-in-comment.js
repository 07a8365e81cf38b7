// spec E10.7
// The word import in a comment, even at the end of a line, is no import.
// gives: 7
return (0, eval)('let x = 7; // import\n(x)');

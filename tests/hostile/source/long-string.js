// spec M5
// A literal of four million characters.
// ends: memory limit
// limit: 100000000
return (0, eval)('"' + 'x'.repeat(4e6) + '"').length;

// spec M3, M5, M6
// A match that remembers each of four million characters.
// ends: memory limit
return /^(?:a|b)*$/.exec('a'.repeat(4e6))[0].length;

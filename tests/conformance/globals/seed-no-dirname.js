// spec E4
// `__dirname` and `__filename` are not provided.
// gives: undefined
return [...new Set([typeof __dirname, typeof __filename])].join();

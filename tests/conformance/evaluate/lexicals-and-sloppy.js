// spec E8.10
// Lexicals come before the globals that sloppy code makes.
// gives: [1,2,false]
const c = new Compartment(); c.evaluate('a = 9; b = 2;', { __moduleShimLexicals__: { a: 1 }, sloppyGlobalsMode: true }); return [1, c.globalThis.b, 'a' in c.globalThis];

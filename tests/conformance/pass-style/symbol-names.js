// spec V1.3
// The name of a symbol leads back to it.
// gives: [true,true,true,"@@asyncIterator"]
const pass = await import('@endo/pass-style');
const { nameForPassableSymbol: n, passableSymbolForName: s } = pass;
return [s('@@iterator') === Symbol.iterator, s('@@@@b') === Symbol.for('@@b'), s('a') === Symbol.for('a'), n(s('@@asyncIterator'))];

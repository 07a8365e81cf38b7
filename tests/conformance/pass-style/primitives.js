// spec V1.1, V1.3
// Symbols that only their maker has are not passable.
// gives: [[true,true,"a"],[true,true,"@@@@b"],[true,true,"@@iterator"],[false,false,"undefined"]]
const pass = await import('@endo/pass-style');
return [Symbol.for('a'), Symbol.for('@@b'), Symbol.iterator, Symbol('c')].map(s => [pass.isPassable(s), pass.isPassableSymbol(s), String(pass.nameForPassableSymbol(s))]);

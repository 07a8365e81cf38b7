// spec V1.2
// Lone surrogates pass.
// gives: [true,false,true]
const pass = await import('@endo/pass-style');
return [pass.isPassable('\ud800'), pass.isWellFormedString('\ud800'), pass.isWellFormedString('\ud83d\ude00')];

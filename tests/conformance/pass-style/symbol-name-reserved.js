// spec V1.3
// Names of well-known symbols that do not exist are reserved.
// throws: Error: Reserved for well known symbol "nothing": "@@nothing"
const pass = await import('@endo/pass-style');
return pass.passableSymbolForName('@@nothing');

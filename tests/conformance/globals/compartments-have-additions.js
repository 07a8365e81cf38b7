// spec E4.1, E17.2
// Compartments have the language's globals that were added.
// gives: ["%20"," ","function","function"]
const c = new Compartment();
return [c.evaluate('escape(" ")'), c.evaluate('unescape("%20")'), c.evaluate('typeof harden'), c.evaluate('typeof lockdown')];

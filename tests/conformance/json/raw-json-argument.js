// spec E14.9
// The argument is turned into a string.
// gives: [true,true,"TypeError"]
let outcome;
try { JSON.rawJSON(Symbol('s')); } catch (e) { outcome = e.name; }
return [JSON.rawJSON(12).rawJSON === '12', JSON.rawJSON(null).rawJSON === 'null', outcome];

// spec E8.9, E10.4
// Even then the code is strict in everything else.
// gives: [true,"SyntaxError"]
const c = new Compartment();
const options = { sloppyGlobalsMode: true };
let name;
try { c.evaluate('with ({}) {}', options); } catch (e) { name = e.name; }
return [c.evaluate('(function () { return this === undefined; })()', options), name];

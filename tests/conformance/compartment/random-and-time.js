// spec E8.6
// There is no chance and no time in a compartment either.
// gives: ["TypeError",null,"Invalid Date"]
const c = new Compartment();
let name; try { c.evaluate('Math.random()'); } catch (e) { name = e.name; }
return [name, c.evaluate('Date.now()'), c.evaluate('String(new Date())')];

// spec E16.1, E17.5
// What is tamed in the vat is tamed in its compartments.
// gives: [true,true,"Invalid Date","TypeError"]
const c = new Compartment();
const random = c.evaluate('try { Math.random(); } catch (e) { e.name }');
return [c.globalThis.Date === Date, c.evaluate('Number.isNaN(Date.now())'), c.evaluate('Date()'), random];

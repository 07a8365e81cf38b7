// spec E17.8
// Bundled copies of the package of `harden` find the vat's own.
// gives: [true,true]
return [Object[Symbol.for('harden')] === harden, new Compartment().evaluate(`Object[Symbol.for('harden')] === harden`)];

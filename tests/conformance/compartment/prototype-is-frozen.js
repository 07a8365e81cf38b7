// spec E8.2
// Nothing can be added to what compartments inherit.
// gives: [true,"TypeError"]
try { Compartment.prototype.evaluate = 1; } catch (e) { return [Object.isFrozen(Compartment.prototype), e.name]; }

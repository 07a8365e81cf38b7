// spec E8.5
// The globals are copied when the compartment is made.
// gives: ["before","undefined"]
const globals = { x: 'before' };
const c = new Compartment({ __options__: true, globals });
globals.x = 'after';
globals.y = 1;
return [c.evaluate('x'), c.evaluate('typeof y')];

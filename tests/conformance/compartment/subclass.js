// spec E8.1
// A class can extend `Compartment`.
// gives: [7,true,2]
class Mine extends Compartment { seven() { return 7; } }
const c = new Mine({ globals: { x: 2 }, __options__: true });
return [c.seven(), c instanceof Compartment, c.evaluate('x')];

// spec M6
// A function that a compartment's `Function` makes, which makes another.
// ends: stack limit
// limit: 100000000
const c = new Compartment();
const F = c.globalThis.Function;
c.globalThis.F = F;
return F('return F("return F(arguments.callee)")') && c.evaluate('const f = () => Function("f", "return f()")(f); f()');

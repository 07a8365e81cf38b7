// spec E8.11, E10.4
// A direct eval is refused whatever `__rejectSomeDirectEvalExpressions__` says of text that looks like one.
// gives: ["eval(x)","eval(x)","SyntaxError"]
const c = new Compartment();
let name;
try { c.evaluate('eval("1")', { __rejectSomeDirectEvalExpressions__: true }); } catch (e) { name = e.name; }
return [c.evaluate('"eval(x)"', { __rejectSomeDirectEvalExpressions__: true }), c.evaluate('"eval(x)"', { __rejectSomeDirectEvalExpressions__: false }), name];

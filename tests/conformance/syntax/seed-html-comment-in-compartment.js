// spec E10.5
// The same holds in a compartment.
// gives: ["<!--","SyntaxError"]
const c = new Compartment();
const attempt = s => { try { return c.evaluate(s); } catch (e) { return e.name; } };
return [attempt('"<!--"'), attempt('1 <!-- 2')];

// spec E10.6
// The error says what it is about.
// gives: [true,"SyntaxError"]
try { new Compartment().evaluate('eval("1")'); } catch (e) { return [e.message.includes('SES_EVAL_REJECTED'), e.name]; }

// spec E8.11
// It is let through in this text only.
// throws: SyntaxError
new Compartment().evaluate('eval("eval(1)")', { __rejectSomeDirectEvalExpressions__: false });

// spec E8.11
// With `__rejectSomeDirectEvalExpressions__: false` calls of `eval` are indirect ones.
// gives: ["undefined",3]
return new Compartment().evaluate('(() => { let local = 1; return [eval("typeof local"), eval("1 + 2")]; })()', { __rejectSomeDirectEvalExpressions__: false });

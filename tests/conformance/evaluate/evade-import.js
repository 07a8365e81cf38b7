// spec E8.11
// `__evadeImportExpressionTest__` changes nothing either.
// gives: import(x)
return new Compartment().evaluate('"import(x)"', { __evadeImportExpressionTest__: true });

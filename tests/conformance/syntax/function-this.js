// spec E10.4
// They are strict: `this` of a plain call is undefined.
// gives: [true,true]
return [Function('return this === undefined')(), new Compartment().evaluate('Function("return this === undefined")()')];

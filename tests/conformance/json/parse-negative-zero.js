// spec E14.1
// Minus zero keeps its sign.
// gives: [true,true,true,true]
return ['-0', '-0.0', '-0e5', '-0.00e-9'].map(text => Object.is(JSON.parse(text), -0));

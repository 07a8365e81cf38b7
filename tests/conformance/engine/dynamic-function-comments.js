// spec E18.5
// Comments at the end of either are allowed.
// gives: [3,3]
return [Function('a // last', 'return a // end')(3), Function('a /* x */', 'b = 2', 'return a + b /* y */')(1)];

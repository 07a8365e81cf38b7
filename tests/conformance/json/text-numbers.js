// spec E14.8
// Numbers are written as `String` does; what is not finite is null.
// gives: [0,0,-1.5,1e+21,123456789012345680000,1e-7,0.000001,5e-324,null,null,null]
return JSON.stringify([0, -0, -1.5, 1e21, 123456789012345680000, 1e-7, 1e-6, 5e-324, NaN, Infinity, -Infinity]);

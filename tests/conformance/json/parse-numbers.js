// spec E14.1
// Numbers are those of JSON: a minus, no leading zeros, digits on both sides of the point.
// gives: [0,-1,10.5,100,-2.5e-7,1e+22]
return JSON.parse('[0, -1, 10.5, 1e2, -2.5E-7, 1e+22]');

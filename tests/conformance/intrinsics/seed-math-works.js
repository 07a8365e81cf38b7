// spec E3, E17.5
// The rest of `Math` computes.
// gives: [3,8,2,1.4142135623730951]
return [Math.max(1, 3, 2), Math.pow(2, 3), Math.round(1.5), Math.sqrt(2)];

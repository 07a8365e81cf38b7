// spec E17.6
// Arrays and typed arrays are written as by `toString`.
// gives: ["1,2.5,x","1.5,2.5",true]
return [[1, 2.5, 'x'].toLocaleString('de'), new Float64Array([1.5, 2.5]).toLocaleString('de'), Object.prototype.toLocaleString === Object.prototype.toString];

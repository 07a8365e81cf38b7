// spec E17.1
// `Math.sumPrecise` rounds once.
// gives: [0.6,1e+100,true,"TypeError"]
let name;
try { Math.sumPrecise([1n]); } catch (e) { name = e.name; }
return [Math.sumPrecise([0.1, 0.2, 0.3]), Math.sumPrecise([1e100, 1, -1]), Object.is(Math.sumPrecise([]), -0), name];

// spec E11.1
// `harden` gives what it was given, also where that is no object.
// gives: [true,1,"x",true,true,null,true,true]
const o = {};
const s = Symbol('s');
return [harden(o) === o, harden(1), harden('x'), harden(2n) === 2n, harden(s) === s, harden(null), harden() === undefined, Object.is(harden(-0), -0)];

// spec E11.1
// A function is hardened with its properties and its prototype object.
// gives: [true,true,true,true]
function F() {}
F.extra = {};
F.prototype.method = () => {};
harden(F);
return [F, F.extra, F.prototype, F.prototype.method].map(Object.isFrozen);

// spec E5, E11.1
// `harden` is a global that freezes an object and everything it leads to.
// gives: [true,true,true,true]
const o = harden({ list: [{ deep: true }], f() {} });
return [Object.isFrozen(o), Object.isFrozen(o.list), Object.isFrozen(o.list[0]), Object.isFrozen(o.f)];

// spec E1
// A method of arrays cannot be replaced by one that also tells an attacker.
// gives: ["TypeError",1]
const stolen = [];
let name;
try {
  const push = Array.prototype.push;
  Array.prototype.push = function (...args) { stolen.push(args); return push.apply(this, args); };
} catch (e) { name = e.name; }
const a = [];
a.push(1);
return [name, a[0]];

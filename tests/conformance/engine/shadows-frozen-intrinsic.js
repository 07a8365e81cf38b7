// spec E18.11
// An own property may be assigned over a frozen one of an intrinsic.
// gives: ["own",true,"Mine: x"]
const o = {};
o.toString = () => 'own';
const f = () => {};
class E extends Error {}
const e = new E('x');
e.name = 'Mine';
return [String(o), Object.hasOwn(o, 'toString'), String(e)];

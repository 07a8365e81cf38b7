// spec E2
// A property of an heir can shadow a frozen one by assignment.
// gives: ["mine","own"]
const o = {};
o.toString = () => 'mine';
class E2 extends Error {}
const e = new E2('x');
e.message = 'own';
return [`${o}`, e.message];

// spec E8.5
// The global object can be written from outside.
// gives: late
const c = new Compartment();
c.globalThis.late = 'late';
return c.evaluate('late');

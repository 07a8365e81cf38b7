// spec E13.3
// In the constructor of an error class it does what such classes expect.
// gives: ["Mine: said",true,true]
class Mine extends Error {
  constructor(m) { super(m); this.name = 'Mine'; Error.captureStackTrace(this, Mine); }
}
const e = new Mine('said');
return [e.stack, e instanceof Mine, Object.hasOwn(e, 'stack')];

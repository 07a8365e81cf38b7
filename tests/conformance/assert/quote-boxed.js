// spec E12.4
// A boxed primitive is shown as JSON shows it, without asking it.
// gives: ["1","\"s\"","false","{\"a\":[1,\"t\"]}"]
const number = Object(1);
number.valueOf = () => {
  throw Error('asked');
};
return [number, Object('s'), Object(false), { a: [number, Object('t')] }].map(value => String(assert.quote(value)));

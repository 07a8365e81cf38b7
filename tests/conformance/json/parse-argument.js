// spec E14.1
// The argument is turned into a string, by its own method.
// gives: [1,null,true,"SyntaxError","TypeError",["string"]]
const log = [];
const attempt = value => { try { return JSON.parse(value); } catch (e) { return e.name; } };
return [
  attempt({ [Symbol.toPrimitive](hint) { log.push(hint); return '1'; } }),
  attempt(null), attempt(true), attempt(undefined), attempt(Symbol('s')), log,
];

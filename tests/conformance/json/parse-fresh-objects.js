// spec E14.1
// The value is made of ordinary, extensible objects and arrays that nobody else has.
// gives: [true,true,true,true,"{\"value\":1,\"writable\":true,\"enumerable\":true,\"configurable\":true}"]
const text = '{"a":[1],"b":{}}';
const [one, two] = [JSON.parse(text), JSON.parse(text)];
return [
  Array.isArray(one.a) && Object.getPrototypeOf(one.a) === Array.prototype,
  Object.getPrototypeOf(one.b) === Object.prototype,
  one.a !== two.a && one !== two,
  Object.isExtensible(one) && Object.isExtensible(one.a),
  JSON.stringify(Object.getOwnPropertyDescriptor(one.a, 0)),
];

// spec E14.4
// A proxy that the reviver put in is asked as the language says.
// gives: get:length,get:0,defineProperty:0,get:1,deleteProperty:1
const log = [];
const list = new Proxy([1, 2], {
  get: (target, key) => { log.push(`get:${String(key)}`); return target[key]; },
  defineProperty: (target, key, property) => { log.push(`defineProperty:${key}`); return Reflect.defineProperty(target, key, property); },
  deleteProperty: (target, key) => { log.push(`deleteProperty:${key}`); return delete target[key]; },
});
JSON.parse('{"a":1,"b":2}', function (key, value) {
  if (key === 'a') this.b = list;
  return value === 2 ? undefined : value;
});
return log.join();

// spec E14.4
// A proxy of an object is asked for its keys and for each property.
// gives: ownKeys,getOwnPropertyDescriptor:x,get:x,defineProperty:x
const log = [];
const record = new Proxy({ x: 1 }, new Proxy({}, {
  get: (_, trap) => (target, key, ...rest) => {
    log.push(typeof key === 'string' ? `${trap}:${key}` : trap);
    return Reflect[trap](target, key, ...rest);
  },
}));
JSON.parse('[0,1]', function (key, value) { if (key === '0') this[1] = record; return value; });
return log.join();

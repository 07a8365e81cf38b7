// spec E14.5
// A proxy is asked as the language says, and nothing more.
// gives: get:toJSON ownKeys getOwnPropertyDescriptor:a getOwnPropertyDescriptor:b get:a get:b
const log = [];
const record = new Proxy({ a: 1, b: 2 }, new Proxy({}, {
  get: (_, trap) => (target, key, ...rest) => {
    log.push(typeof key === 'string' ? `${trap}:${key}` : trap);
    return Reflect[trap](target, key, ...rest);
  },
}));
JSON.stringify(record);
return log.join(' ');

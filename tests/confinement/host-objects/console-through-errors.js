// spec E12.1
// Errors that nobody catches do not give the console away.
// gives: confined
const got = [];
Promise.reject(new Proxy(new Error('x'), { get(t, key, receiver) { got.push(key, receiver); return Reflect.get(t, key); } })).catch(() => {});
Promise.reject({ get message() { got.push(this); return 'm'; }, toString() { got.push(this); return 's'; } });
await null;
return got;

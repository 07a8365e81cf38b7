// spec E10.4
// What a thenable is called with.
// gives: confined
const got = [];
const thenable = { then(...args) { got.push(this, ...args); args[0](1); } };
await thenable; await Promise.resolve(thenable); await (async () => thenable)(); await call(async () => thenable); await Promise.all([thenable]);
return got;

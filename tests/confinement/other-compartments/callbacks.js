// spec E10.4
// What the other compartment calls a callback with.
// gives: confined
const got = [];
shared.run(function (...args) { got.push(this, ...args, arguments); });
shared.run(new Proxy(function () {}, { apply: (...args) => { got.push(...args); } }));
shared.run(eval.bind(null, 'this'));
return got;

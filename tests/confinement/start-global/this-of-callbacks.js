// spec E10.4
// `this` in callbacks of the vat, of another compartment and of the language.
// gives: confined
const got = [];
function spy() { got.push(this); return 0; }
call(spy); shared.run(spy);
[2, 1].sort(spy); [1].map(spy); [1].forEach(spy, undefined); 'a'.replace(/a/, spy); Array.from([1], spy); new Map([[1, 1]]).forEach(spy);
JSON.parse('[1]', spy); JSON.stringify({ toJSON: spy }); JSON.stringify([1], spy); Object.groupBy([1], spy); new Promise(spy); Reflect.apply(spy, undefined, []);
await Promise.resolve().then(spy); await { then(done) { got.push(this); done(); } };
return got;

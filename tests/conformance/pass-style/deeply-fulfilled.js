// spec V4.5
// Promises in data are awaited.
// gives: [1,[[2]],3,true,"no"]
const pass = await import('@endo/pass-style');
const p = x => Promise.resolve(x);
const done = await pass.deeplyFulfilled(harden({ a: p(1), b: [p(harden([p(2)]))], c: pass.makeTagged('t', p(3)) }));
return [done.a, done.b, done.c.payload, Object.isFrozen(done.b), await pass.deeplyFulfilled(harden([Promise.reject(Error('no'))])).catch(e => e.message)];

// spec P6.12
// A message to a promise that was resolved to itself fails, also where the promise has a handler.
// gives: TypeError
let settle;
const p = new HandledPromise(resolve => { settle = resolve; }, { applyMethod: () => 'handled' });
settle(p);
p.catch(() => {});
return E(p).f().catch(error => error.name);

// spec M3, M5
// Every job makes two.
// ends: compute limit
const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); };
f();
await new Promise(() => {});

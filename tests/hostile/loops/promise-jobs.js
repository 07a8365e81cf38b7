// spec M3
// Jobs without end.
// ends: compute limit
const f = () => Promise.resolve().then(f);
return f();

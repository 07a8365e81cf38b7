// spec M6
// A replacer that writes JSON.
// ends: stack limit
const f = () => JSON.stringify([1], f);
return f();

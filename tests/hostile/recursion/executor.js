// spec M6
// A promise whose executor makes another.
// ends: stack limit
const f = () => new Promise(f);
return f();

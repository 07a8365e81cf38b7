// spec M6
// A reviver that parses.
// ends: stack limit
const f = () => JSON.parse('[1]', f);
return f();

// spec E18.4
// An inner return that is dropped leaves the outer one in place.
// gives: 1
const f = () => { try { return 1; } finally { out: try { return 2; } finally { break out; } } };
return f();

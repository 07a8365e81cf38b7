// spec E18.4
// A jump out of a finally block drops the return that waited.
// gives: [2,"end"]
const f = () => { out: try { return 1; } finally { break out; } return 2; };
const g = () => { for (const x of [1, 2]) { try { return x; } finally { continue; } } return 'end'; };
return [f(), g()];

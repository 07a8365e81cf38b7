// spec E8.7
// A function sees globals that came after it.
// gives: 5
const c = new Compartment(); const f = c.evaluate('() => later'); c.globalThis.later = 5; return f();

// spec E8.4
// Functions are instances of every compartment's `Function`.
// gives: [true,true,true]
const c = new Compartment();
return [(() => {}) instanceof c.globalThis.Function, c.evaluate('() => {}') instanceof Function, c.evaluate('(() => {}) instanceof Function')];

// spec E10.3
// They are the same everywhere and not `Function`.
// gives: [true,false]
const k = new Compartment().evaluate('(() => {}).constructor'); return [k === (() => {}).constructor, k === Function];

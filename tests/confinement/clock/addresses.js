// spec D6
// Addresses do not show in orders or hashes.
// gives: confined
const sample = () => { const m = new Map(); for (const x of [{}, [], () => {}, Symbol()]) m.set(x, 1); return [...m.keys()].map(x => typeof x).join(); };
return { clock: [sample(), sample(), sample()] };

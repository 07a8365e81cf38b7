// spec E17.5
// Chance would do as well.
// gives: confined
const sample = () => { try { return Math.random(); } catch (e) { return e.message; } };
return { clock: [sample(), sample(), Reflect.apply(Math.random, Math, [])].map(String) };

// spec V4.8
// The module of harden.
// gives: true
const m = await import('@endo/harden'); return m.default === harden;

// spec E13.1
// Texts of errors that change with time.
// gives: confined
const sample = () => { try { null.x; } catch (e) { return [e.message, e.stack].join(); } };
const samples = [];
for (let i = 0; i < 3; i += 1) samples.push(sample());
return { clock: samples };

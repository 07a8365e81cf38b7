// spec M5
// One long text, three hundred times in the details of an error.
// ends: memory limit
const s = 'x'.repeat(2 ** 24);
return String(assert.details(Array(300).fill(s), ...Array(299).fill(0))).length;

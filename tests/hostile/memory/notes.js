// spec M3, M5
// Notes on one error without end.
// ends: compute limit
const { note, X } = await import('@endo/errors');
const e = new Error('noted');
for (let i = 0; ; i += 1) note(e, X`note ${i}`);

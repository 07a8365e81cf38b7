// spec V4.3
// An assertion names the style it found.
// throws: Error: "the terms" (an object) must be a pass-by-copy record, not "copyArray"
const pass = await import('@endo/pass-style');
return pass.assertRecord(harden([]), 'the terms');

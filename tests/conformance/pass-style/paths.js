// spec V2.2
// A refusal says where the offender is.
// throws: Error: "[Symbol(passStyle)]" property expected: (an object) (at a[1]["odd name"][0])
const pass = await import('@endo/pass-style');
return pass.passStyleOf(harden({ a: [1, { 'odd name': [new Map()] }] }));

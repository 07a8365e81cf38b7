// spec E2
// What vat code froze itself stays as the language has it.
// throws: TypeError
const heir = Object.create(harden({ x: 1 }));
heir.x = 2;

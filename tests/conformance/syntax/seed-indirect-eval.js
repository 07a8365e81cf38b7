// spec E10.1
// An indirect eval has the global scope only.
// throws: ReferenceError
const hidden = 1;
return (1, eval)('hidden');

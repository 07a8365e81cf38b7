// spec M3
// The same inside an assertion.
// ends: compute limit
return /^(?=(a|aa)+$)b/.test('a'.repeat(200) + 'c');

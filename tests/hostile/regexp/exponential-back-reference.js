// spec M3
// The same with a reference back.
// ends: compute limit
return /^(a*)*\1b$/.test('a'.repeat(64));

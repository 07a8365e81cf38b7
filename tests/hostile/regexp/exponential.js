// spec M3
// An expression that tries exponentially many ways.
// ends: compute limit
return /(a+)+b/.test('a'.repeat(64));

// spec M3
// An expression that takes the cube of the length.
// ends: compute limit
return /a*a*a*a*b/.test('a'.repeat(20000));

// spec M3, M5
// A repetition of repetitions.
// ends: memory limit
return /(?:(?:(?:a{0,1000}){0,1000}){0,1000}){0,1000}b/.test('a'.repeat(1000));

// spec M3, M5
// Expressions without end, none like another.
// ends: compute limit
for (let i = 0; ; i += 1) new RegExp(`a{${i % 1000}}b${i}`);

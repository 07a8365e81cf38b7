// spec M3, M5
// Symbols registered without end.
// ends: compute limit
for (let i = 0; ; i += 1) Symbol.for(`s${i}`);

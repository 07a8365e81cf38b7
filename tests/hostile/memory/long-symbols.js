// spec M5
// Long symbols registered without end.
// ends: memory limit
// limit: 60000000
for (let i = 0; ; i += 1) Symbol.for(`${i}`.padStart(100000));

// spec M3
// The console prints for ever.
// ends: compute limit
for (let i = 0; ; i += 1) console.log('flood', i);

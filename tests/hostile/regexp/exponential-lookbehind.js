// spec M3
// The same backwards.
// ends: compute limit
return /(?<=^(a|aa)+)c/.test(`${'a'.repeat(200)}bc`) || /(?<=b(a|aa)+)c/.test(`${'a'.repeat(100)}c`);

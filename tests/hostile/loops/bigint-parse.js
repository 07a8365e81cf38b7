// spec M3
// A number with a million decimal digits, read.
// ends: memory limit
return BigInt('9'.repeat(3e6)) > 1n;

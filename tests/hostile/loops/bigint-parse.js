// spec M3
// A number with a million decimal digits, read.
// ends: compute limit
return BigInt('9'.repeat(3e6)) > 1n;

// spec M3
// The decimal digits of a number with ten million bits.
// ends: compute limit
return `${1n << 10000000n}`.length;

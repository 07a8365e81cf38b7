// spec M3
// The longest array turned round.
// ends: compute limit
return new Array(2 ** 32 - 1).reverse().length;

// spec M3
// The first element of the longest array taken away.
// ends: compute limit
return new Array(2 ** 32 - 1).shift();

// spec E18.1
// Minus zero is equal too.
// gives: [3,1,2]
return [...new Uint8Array([3, 1, 2]).toSorted(() => -0)];

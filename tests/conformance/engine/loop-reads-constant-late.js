// spec E18.2
// A loop that ends with its condition reads a constant when it gets there.
// gives: [2,3]
function* count() { let i = 0; do { i++; yield i; } while (i < N); }
const it = count();
it.next();
const N = 3;
return [...it];

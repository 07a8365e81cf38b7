// spec M6
// Two functions that call each other.
// ends: stack limit
const even = n => odd(n + 1) || n;
const odd = n => even(n + 1) || n;
return even(0);

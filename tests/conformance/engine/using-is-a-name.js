// spec E18.16
// `using` is a name as any other.
// gives: [2,3,3,4]
const using = x => x + 1;
const o = { using, f(using) { return using; } };
using: for (;;) break using;
return [using(1), o.using(2), o.f(3), (using => using)(4)];

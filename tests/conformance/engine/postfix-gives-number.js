// spec E18.2
// A postfix increment gives the old value as a number.
// gives: [5,6,"NaN",4,5,"7","6"]
let s = '5', u, o = { valueOf() { return 4; } }, n = 7n;
return [s++, s, String(u++), o++, o, String(n--), String(n)];

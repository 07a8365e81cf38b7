// spec E12.4
// What JSON lacks is a word in brackets.
// gives: ["\"[undefined]\"","\"[5n]\"","\"[Symbol(s)]\"","\"[Function f]\"","\"[Function <anon>]\"","\"[NaN]\"","\"[-Infinity]\"","\"[TypeError: m]\""]
const { Fail, quote: q, bare: b, details: X, makeError, note } = assert;
return [undefined, 5n, Symbol('s'), function f() {}, (() => () => 1)(), NaN, -Infinity, TypeError('m')].map(v => String(q(v)));

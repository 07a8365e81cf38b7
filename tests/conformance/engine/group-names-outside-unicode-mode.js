// spec E18.14
// Without the flag u, the name of a group has no characters beyond U+FFFF.
// gives: ["SyntaxError",true]
return ['(?<\u{1D49C}>.)', '(?<name>.)'].map(text => { try { return new RegExp(text).test('a'); } catch (e) { return e.name; } });

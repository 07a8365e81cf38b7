// spec E10.4
// A directive is no fault by itself, only with parameters that are not simple.
// gives: [1,"SyntaxError",1]
return [['"use strict"; return 1'], ['a = 1', '"use strict"; return a'], ['a = 1', 'return a']].map(args => { try { return Function(...args)(); } catch (e) { return e.name; } });

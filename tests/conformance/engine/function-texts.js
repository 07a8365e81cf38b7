// spec E18.5
// Functions show theirs, with comments and spaces.
// gives: ["function /* a */ foo ( x ) { return x }","async  x  => 1","m ( ) { }","async  n () {}","* g ( ) {}","['a' + 'b'] () {}"]
const o = { m ( ) { }, async  n () {}, * g ( ) {}, ['a' + 'b'] () {} };
return [function /* a */ foo ( x ) { return x }, async  x  => 1, o.m, o.n, o.g, o.ab].map(String);

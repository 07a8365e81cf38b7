// spec E18.5
// Its members show theirs.
// gives: ["m ( ) { }","async  n () {}","* g ( ) {}","get  x ( ) { return 1 }","#p ( ) {}"]
class A { static m ( ) { } static async  n () {} static * g ( ) {} static get  x ( ) { return 1 } static #p ( ) {} static q () { return String(A.#p); } }
return [A.m, A.n, A.g, Object.getOwnPropertyDescriptor(A, 'x').get, A.q()].map(String);

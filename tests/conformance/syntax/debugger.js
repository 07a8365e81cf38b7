// spec E10.8
// `debugger` does nothing.
// gives: [1,2,3]
debugger; return [1, new Compartment().evaluate('debugger; 2'), Function('debugger; return 3')()];

// spec E8.7
// A long text is evaluated.
// gives: 20000
return new Compartment().evaluate('let n = 0;\n' + 'n += 1;\n'.repeat(20000) + 'n');

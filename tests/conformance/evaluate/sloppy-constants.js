// spec E8.9
// Constants of the global object stay.
// throws: TypeError
new Compartment().evaluate('undefined = 1', { sloppyGlobalsMode: true });

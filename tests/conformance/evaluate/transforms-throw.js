// spec E8.8
// What a transform throws comes out.
// throws: RangeError: no
new Compartment().evaluate('1', { transforms: [() => { throw RangeError('no'); }] });

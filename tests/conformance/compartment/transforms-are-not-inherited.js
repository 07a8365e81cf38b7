// spec E8.8
// Transforms of a compartment are not those of its children.
// gives: ["c"]
const log = [];
const c = new Compartment({ transforms: [source => { log.push('c'); return source; }], __options__: true });
c.evaluate('new Compartment().evaluate("1")');
return log;

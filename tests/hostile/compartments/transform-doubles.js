// spec M5
// A transform that doubles the source until there is no room.
// ends: memory limit
const transforms = new Array(100).fill(source => `${source};${source}`);
return new Compartment().evaluate('1', { transforms });

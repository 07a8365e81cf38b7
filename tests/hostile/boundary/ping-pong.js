// spec P6.3
// A neighbour that is told to call back for ever, while the caller ends.
// ends: compute limit
const root = Far('pong', { get: () => { for (;;) {} } });
return E(vats.neighbour).call(root);

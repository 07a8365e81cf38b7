// spec E8.4
// A shim that adds properties to the global object works in a compartment of its own.
// gives: function
const c = new Compartment();
c.evaluate('globalThis.setTimeoutLike = () => {};');
return c.evaluate('typeof setTimeoutLike');

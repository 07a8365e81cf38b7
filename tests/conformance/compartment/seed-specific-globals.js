// spec E8.5
// A compartment can be endowed with some globals.
// gives: ["object","fetched a","secure data"]
// prints: Log: inside
const c = new Compartment({
  globals: {
    console: harden(console),
    fetch: harden(what => `fetched ${what}`),
    myAPI: harden({ getValue: () => 'secure data' }),
  },
  __options__: true,
});
c.evaluate('console.log("inside")');
return [c.evaluate('typeof console'), c.evaluate('fetch("a")'), c.evaluate('myAPI.getValue()')];

// spec V1.5
// What a trap throws is thrown.
// throws: RangeError: mine
const pass = await import('@endo/pass-style');
const bad = new Proxy(harden({}), { ownKeys() { throw RangeError('mine') } });
return [pass.isPassable(bad), pass.passStyleOf(bad)];

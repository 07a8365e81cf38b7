// spec M3
// Globals that are a proxy.
// gives: done
const p = new Proxy({}, { ownKeys() { throw new RangeError('keys'); } });
try { new Compartment({ __options__: true, globals: p }); } catch (e) { if (!(e instanceof RangeError || e instanceof TypeError)) throw e; }
return 'done';

// spec E11.1
// What `harden` tells the traps of a proxy.
// gives: confined
const got = [];
const handler = new Proxy({}, { get: (_, name) => (...args) => { got.push(name, ...args); return Reflect[name](...args); } });
try { harden(new Proxy({}, handler)); } catch (e) { got.push(e); }
try { harden(globalThis.eval); } catch (e) { got.push(e); }
return got;

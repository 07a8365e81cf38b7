// spec E15.2
// Each option is read once, and unknown ones after them.
// gives: ["errorTaming 1","foo 1"]
const reads = new Map();
const options = new Proxy({ errorTaming: 'safe', foo: 1 }, { get(o, key) { reads.set(key, (reads.get(key) ?? 0) + 1); return o[key]; } });
try { lockdown(options); } catch {}
return ['errorTaming', 'foo'].map(key => `${key} ${reads.get(key)}`);

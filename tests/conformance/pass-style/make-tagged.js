// spec V4.2
// makeTagged hardens its payload.
// gives: [true,"t",true,["payload"]]
const pass = await import('@endo/pass-style');
const payload = [{}]; const t = pass.makeTagged('t', payload);
return [Object.isFrozen(payload[0]), pass.getTag(t), t.payload === payload, Object.keys(t)];

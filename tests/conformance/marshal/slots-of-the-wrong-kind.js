// spec V6.3
// A slot must hold what the body says.
// gives: ["Error","read","Error","read"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const say = f => { try { f(); return 'read' } catch (e) { return e.name } };
const r = makeMarshal(undefined, () => Far('y', {})), p = makeMarshal(undefined, () => harden(Promise.resolve()));
return [say(() => r.unserialize({ body: '#"&0"', slots: [1] })), say(() => r.unserialize({ body: '#"$0"', slots: [1] })), say(() => p.unserialize({ body: '#"$0"', slots: [1] })), say(() => p.unserialize({ body: '#"&0"', slots: [1] }))];

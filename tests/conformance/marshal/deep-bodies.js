// spec V5.5
// What can be sent can be received.
// gives: [1,1,"Pass-by-copy data cannot be nested deeper than 1000"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const deep = n => { let x = 1; for (let i = 0; i < n; i += 1) x = { '@qclass': [x] }; return harden(x) };
const { serialize, unserialize } = makeMarshal(); const s = m();
return [unserialize(serialize(deep(500)))['@qclass'].length, s.unserialize(s.serialize(deep(500)))['@qclass'].length, (() => { try { s.unserialize({ body: '#' + '['.repeat(1001) + ']'.repeat(1001), slots: [] }) } catch (e) { return e.message } })()];

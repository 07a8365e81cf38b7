// spec V5.2, V6.2
// A reference is named once, and numbered.
// gives: #["$0.Alleged: x","&1","$0",{"p":"&1"}]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const x = Far('x', {}), p = harden(Promise.resolve()); return m().serialize(harden([x, p, x, { p }])).body;

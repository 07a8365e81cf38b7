// spec V6.2
// Each slot is converted once.
// gives: [1,1,["s"],true,"[object Alleged: x]"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
let out = 0, back = 0; const x = Far('x', {});
const { serialize, unserialize } = makeMarshal(v => { out += 1; return 's' }, (s, iface) => { back += 1; return Far(iface.slice(9), {}) }, { serializeBodyFormat: 'smallcaps' });
const data = serialize(harden([x, x, { x }])); const got = unserialize(data);
return [out, back, data.slots, got[0] === got[2].x, String(got[0])];

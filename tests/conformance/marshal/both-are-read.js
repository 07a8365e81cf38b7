// spec V5.1
// Both encodings are read by every marshaller.
// gives: [true,true,true]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const u = m().unserialize;
return [u({ body: '#["+5",{"!#a":1}]', slots: [] })[0] === 5n, u({ body: '[{"@qclass":"bigint","digits":"5"}]', slots: [] })[0] === 5n, Object.isFrozen(u({ body: '{"a":[]}', slots: [] }).a)];

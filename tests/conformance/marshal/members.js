// spec V6.1
// The members of a marshaller.
// gives: [["toCapData","fromCapData","serialize","unserialize"],true,true]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const x = m(); return [Object.keys(x), Object.isFrozen(x), x.serialize === x.toCapData];

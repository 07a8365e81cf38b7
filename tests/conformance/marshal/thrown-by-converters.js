// spec V6.5
// What a converter throws is thrown.
// throws: RangeError: mine
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
return makeMarshal(() => { throw RangeError('mine') }).serialize(Far('x', {}));

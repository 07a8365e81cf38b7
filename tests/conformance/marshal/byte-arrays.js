// spec V5.3
// Byte arrays have no body yet.
// throws: Error: marshal of byteArray not yet implemented: (an object)
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
return m().serialize(harden(new ArrayBuffer(1).transferToImmutable()));

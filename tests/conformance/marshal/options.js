// spec V6.1
// Options that are none are refused.
// gives: ["Error","TypeError","Error","object"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const say = options => { try { return typeof makeMarshal(undefined, undefined, options).serialize(1) } catch (e) { return e.name } };
return [say({ errorTagging: 'odd' }), say({ marshalName: 1 }), say({ serializeBodyFormat: 'odd' }), say({})];

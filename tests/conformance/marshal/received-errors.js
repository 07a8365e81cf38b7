// spec V5.4
// What is received as an error is one.
// gives: [true,"m",true,true,"Error"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const got = m().unserialize({ body: '#[{"#error":"m","name":"TypeError","errorId":"error:x#1","extra":1},{"#error":"o","name":"Odd"}]', slots: [] });
return [got[0] instanceof TypeError, got[0].message, got[0].extra === undefined, Object.isFrozen(got[0]), got[1].name];

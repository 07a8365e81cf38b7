// spec V5.1, V5.2
// Numbers that JSON lacks.
// gives: #["#undefined","#NaN","#Infinity","#-Infinity",0,1e+21,"+5","-5"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
return m().serialize(harden([undefined, NaN, Infinity, -Infinity, -0, 1e21, 5n, -5n])).body;

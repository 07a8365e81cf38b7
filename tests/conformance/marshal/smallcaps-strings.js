// spec V5.1
// Strings that begin with a special character.
// gives: #["","!!","!#","!$0","!%","!&","!+","!-","!\"","!(","."," ","\ud800"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
return m().serialize(harden(['', '!', '#', '$0', '%', '&', '+', '-', '"', '(', '.', ' ', '\ud800'])).body;

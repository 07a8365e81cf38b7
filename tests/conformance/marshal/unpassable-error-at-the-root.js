// spec V5.2
// An error at the root is sent as well as it can be.
// gives: ["#{\"#error\":\"odd\",\"name\":\"Error\"}","Error"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const e = Error('odd'); e.extra = 1;
return [m({ errorTagging: 'off' }).serialize(e).body, (() => { try { m().serialize(harden([e])) } catch (f) { return f.name } })()];

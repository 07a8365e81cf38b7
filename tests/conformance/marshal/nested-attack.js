// spec V5.5
// A body that nests what it should not is refused, not followed.
// gives: ["Pass-by-copy data cannot be nested deeper than 1000","Pass-by-copy data cannot be nested deeper than 1000"]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const say = body => { try { m().unserialize({ body, slots: [] }); return 'read' } catch (e) { return e.message } };
const n = 100000;
return [say('{"@qclass":"hilbert","original":0,"rest":'.repeat(n) + '{}' + '}'.repeat(n)), say('#' + '{"#tag":"hilbert","rest":'.repeat(n) + '1' + '}'.repeat(n))];

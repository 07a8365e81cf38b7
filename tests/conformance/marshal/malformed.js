// spec V5.4
// Malformed bodies are refused with a reason.
// gives: true
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const refused = body => { try { m().unserialize({ body, slots: [] }); return false } catch (e) { return e.message.length > 0 } };
return ['', '#', '#{', '#[1', '#["$0"]', '#["&0"]', '#"$x"', '#"%@@nothing"', '#"#odd"', '#"*"', '#{"#tag":1}', '#{"#tag":"t","payload":1,"x":1}', '#{"#error":1,"name":"E"}', '#{"#odd":1}', '{"@qclass":"odd"}', '{"@qclass":"slot","index":0.5}', '{"@qclass":"hilbert"}', '#"+1x"', '#1 2', '#"\\x"', '#"\u0001"'].every(refused);

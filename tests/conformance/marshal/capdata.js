// spec V5.1
// The older encoding.
// gives: [{"@qclass":"undefined"},{"@qclass":"NaN"},{"@qclass":"bigint","digits":"1"},{"@qclass":"symbol","name":"@@iterator"},{"@qclass":"hilbert","original":1,"rest":{"a":{"@qclass":"hilbert","original":[]}}},{"@qclass":"slot","iface":"Alleged: x","index":0},{"@qclass":"tagged","tag":"t","payload":1},{"@qclass":"error","message":"m","name":"TypeError"}]
const { makeMarshal, makeTagged } = await import('@endo/marshal');
const m = (options = {}) => makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps', marshalSaveError() {}, ...options });
const c = makeMarshal(() => 's', undefined, { errorTagging: 'off' });
return c.serialize(harden([undefined, NaN, 1n, Symbol.iterator, { '@qclass': 1, a: { '@qclass': [] } }, Far('x', {}), makeTagged('t', 1), TypeError('m')])).body;

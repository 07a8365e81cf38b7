// spec E14.4
// A proxy without a target is a TypeError.
// throws: TypeError
const { proxy, revoke } = Proxy.revocable([], {});
revoke();
JSON.parse('[0,1]', function (key, value) { if (key === '0') this[1] = proxy; return value; });

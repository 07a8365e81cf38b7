// spec E14.5
// A proxy without a target is a TypeError.
// throws: TypeError
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
return JSON.stringify([proxy]);

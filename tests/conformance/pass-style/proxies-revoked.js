// spec V1.5
// A revoked proxy is refused; what was found before stays found.
// gives: ["TypeError","copyRecord"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
const one = Proxy.revocable({}, {}); one.revoke();
const two = Proxy.revocable(harden({}), {}); pass.passStyleOf(two.proxy); two.revoke();
return [look(() => one.proxy), look(() => two.proxy)];

// spec P6.13
// A presence whose proxy is revoked while messages to it are on their way.
// gives: ["m","fulfilled","TypeError"]
let revoke, presence;
const promise = new HandledPromise((_resolve, _reject, resolveWithPresence) => {
  const options = { proxy: { handler: {}, target: {}, revokerCallback(r) { revoke = r; } } };
  presence = resolveWithPresence({ applyMethod: (_, name) => name }, options);
});
const sent = E(presence).m();
revoke();
const state = promise.then(() => 'fulfilled');
let later;
try { E(presence).m(); } catch (error) { later = error.name; }
return [await sent.catch(error => error.name), await state, later];

// spec P6.13
// A presence whose proxy is revoked while messages to it are on their way. Its handler stays.
// gives: ["m","fulfilled","again"]
let revoke, presence;
const promise = new HandledPromise((_resolve, _reject, resolveWithPresence) => {
  const options = { proxy: { handler: {}, target: {}, revokerCallback(r) { revoke = r; } } };
  presence = resolveWithPresence({ applyMethod: (_, name) => name }, options);
});
const sent = E(presence).m();
revoke();
const state = promise.then(() => 'fulfilled');
return [await sent, await state, await E(presence).again()];

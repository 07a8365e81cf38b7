// spec P6.13
// Messages to a presence that was made without any handler fail.
// gives: "presenceHandler" is defined but has no methods needed for "get" (has [])
let presence;
new HandledPromise((_resolve, _reject, resolveWithPresence) => { presence = resolveWithPresence(); });
return E(presence).f().catch(error => error.message);

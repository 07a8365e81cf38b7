// spec E7
// `E` of `@endo/eventual-send` sends in a later turn.
// gives: before,called 1
const log = [];
const target = Far('target', { call: n => { log.push(`called ${n}`); } });
const sent = E(target).call(1);
log.push('before');
await sent;
return log.join();

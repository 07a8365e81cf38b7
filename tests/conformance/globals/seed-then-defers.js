// spec P5.1
// `Promise.resolve().then` defers what it is given, after all callbacks that are ready.
// gives: start,ready,deferred
const log = [];
const ready = Promise.resolve();
ready.then(() => { log.push('ready'); });
Promise.resolve().then(() => { log.push('deferred'); });
log.push('start');
await null;
await null;
return log.join();

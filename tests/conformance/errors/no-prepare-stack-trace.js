// spec E13.4
// There is no `prepareStackTrace`, and none can be put there.
// gives: [false,"TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return ['prepareStackTrace' in Error, attempt(() => { Error.prepareStackTrace = (e, frames) => frames; })];

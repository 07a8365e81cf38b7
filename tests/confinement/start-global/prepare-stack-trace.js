// spec E13.1
// A hook that other engines call with the frames of an error.
// gives: confined
const got = [];
const hook = (error, frames) => { got.push(error, frames); return frames; };
try { Error.prepareStackTrace = hook; } catch (e) { got.push(e); }
try { globalThis.Error.prepareStackTrace = hook; } catch (e) { got.push(e); }
class E2 extends Error { static prepareStackTrace = hook; }
try { call(() => { throw new E2('x'); }); } catch (e) { got.push(e.stack); }
return got;

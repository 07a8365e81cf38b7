// spec E13.1
// The stack of an error is no way to objects.
// gives: confined
const got = [];
try { shared.fail(); } catch (e) { got.push(e, e.stack, e.constructor, Object.getOwnPropertyDescriptors(e)); }
const o = {};
Error.captureStackTrace?.(o);
return [got, o, o.stack, Object.getOwnPropertyDescriptors(o)];

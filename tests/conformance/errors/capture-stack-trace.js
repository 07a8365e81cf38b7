// spec E13.3
// `Error.captureStackTrace` gives an object a `stack` without frames.
// gives: ["undefined",{"value":"","writable":true,"enumerable":false,"configurable":true}]
const o = {};
const result = Error.captureStackTrace(o);
return [typeof result, Object.getOwnPropertyDescriptor(o, 'stack')];

// spec E4
// `setImmediate` and `clearImmediate` are not available.
// gives: undefined undefined
return `${typeof setImmediate} ${typeof clearImmediate}`;

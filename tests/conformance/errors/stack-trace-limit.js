// spec E13.4
// `Error.stackTraceLimit` takes assignments and ignores them.
// gives: [true,true,true]
const before = Error.stackTraceLimit === undefined;
Error.stackTraceLimit = 100;
return [before, Error.stackTraceLimit === undefined, 'stackTraceLimit' in Error];

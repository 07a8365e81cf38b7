// spec E15.2
// `overrideDebug` must be iterable.
// throws: TypeError
lockdown({ overrideDebug: 7 });

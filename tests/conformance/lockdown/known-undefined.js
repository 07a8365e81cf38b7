// spec E15.2
// A known option that is undefined is as if it were not given.
// gives: undefined
return lockdown({ overrideTaming: undefined, reporting: undefined, overrideDebug: undefined });

// spec E15.2
// Values of the other options are not looked at, as in the shim.
// gives: undefined
return lockdown({ localeTaming: 'whatever', errorTaming: 7, domainTaming: null });

// spec E15.2
// The options of the shim are accepted.
// gives: undefined
return lockdown({ errorTaming: 'unsafe', overrideTaming: 'severe', consoleTaming: 'unsafe', localeTaming: 'unsafe', stackFiltering: 'verbose', evalTaming: 'unsafe-eval' });

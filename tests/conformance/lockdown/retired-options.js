// spec E15.2
// The operator is told of options that have no effect.
// gives: undefined
// prints: Error: lockdown: the option dateTaming has no effect
// prints: Error: lockdown: the option mathTaming has no effect
return lockdown({ dateTaming: 'unsafe', mathTaming: 'unsafe' });

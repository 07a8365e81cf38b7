// spec E15.2
// `reporting` says how.
// gives: undefined
// prints: Warn: lockdown: the option dateTaming has no effect
return lockdown({ dateTaming: 'unsafe', reporting: 'console' });

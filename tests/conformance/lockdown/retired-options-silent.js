// spec E15.2
// Or that it is not told at all.
// gives: undefined
// prints: nothing
return lockdown({ dateTaming: 'unsafe', reporting: 'none' });

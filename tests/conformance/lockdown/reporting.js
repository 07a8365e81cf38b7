// spec E15.2
// A `reporting` that is not one is an error.
// throws: Error: Check failed
lockdown({ reporting: 'loud' });

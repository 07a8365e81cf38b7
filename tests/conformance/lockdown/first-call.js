// spec E15.1
// The realm is locked down already; calling `lockdown` once does nothing.
// gives: undefined
return lockdown();

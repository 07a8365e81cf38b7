// spec E15.3
// A second call throws.
// throws: TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)
lockdown();
lockdown();

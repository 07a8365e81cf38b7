// spec E15.3
// A second call throws whatever its options are.
// throws: TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)
lockdown({ errorTaming: 'safe' });
lockdown({ errorTaming: 'unsafe' });

// spec E15.2, E15.3
// It is found only when the call has counted, as in the shim.
// throws: TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)
try { lockdown({ overrideTaming: 'wild' }); } catch {}
lockdown();

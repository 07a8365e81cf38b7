// spec E15.2
// An `overrideTaming` that is not one is an error.
// throws: TypeError: unrecognized overrideTaming wild
lockdown({ overrideTaming: 'wild' });

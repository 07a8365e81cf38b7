// spec E15.2
// The options cannot be null.
// throws: TypeError
lockdown(null);

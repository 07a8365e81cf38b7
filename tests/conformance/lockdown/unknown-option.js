// spec E15.2
// An option that is not one is an error.
// throws: Error: lockdown(): non supported option ["overrideTameing"]
lockdown({ overrideTameing: 'min' });

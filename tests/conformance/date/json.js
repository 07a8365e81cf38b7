// spec E16.4
// Dates are written to JSON in the language's format.
// gives: {"at":"1970-01-01T00:00:00.005Z","never":null}
return { at: new Date(5), never: new Date() };

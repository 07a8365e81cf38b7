// spec E16.3, E16.6
// A text of the language's own format is no number either, unless the vat was created so.
// gives: Invalid Date
return String(new Date('1970-01-01T00:00:00.000Z'));

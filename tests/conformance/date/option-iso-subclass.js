// spec E16.6
// Subclasses take texts too.
// option: dateStrings=iso
// gives: 5
return new (class extends Date {})('1970-01-01T00:00:00.005').getTime();

// spec E16.6
// With the option, `new Date(string)` takes the language's format.
// option: dateStrings=iso
// gives: [5,"2020-02-29T00:00:00.000Z"]
return [new Date('1970-01-01T00:00:00.005Z').getTime(), new Date('2020-02-29').toISOString()];

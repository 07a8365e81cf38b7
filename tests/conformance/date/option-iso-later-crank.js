// spec E16.6
// And in later cranks.
// option: dateStrings=iso
// gives: 5
return E(Far('later', { time: () => new Date('1970-01-01T00:00:00.005').getTime() })).time();

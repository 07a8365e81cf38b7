// spec E16.6, E16.1
// It brings no clock.
// option: dateStrings=iso
// gives: [true,"Invalid Date","Invalid Date","Invalid Date"]
return [Number.isNaN(Date.now()), String(new Date()), Date(), Date('1970-01-01')];

// spec E16.6
// What a date writes to JSON can be read back with the option.
// option: dateStrings=iso
// gives: 1582988645006
const text = JSON.stringify({ at: new Date(1582988645006) });
return JSON.parse(text, (key, value) => (key === 'at' ? new Date(value) : value)).at.getTime();

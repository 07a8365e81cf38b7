// spec E16.6, E16.3
// Other values than texts give an invalid date all the same.
// option: dateStrings=iso
// gives: []
return [undefined, null, true, 1n, {}, Object('1970'), { toString: () => '1970' }, ['1970']].filter(value => !Number.isNaN(new Date(value).getTime())).map(String);

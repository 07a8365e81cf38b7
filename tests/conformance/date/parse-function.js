// spec E16.5
// `Date.parse` needs no `this`.
// gives: [0,1,"parse"]
const { parse } = Date;
return [parse('1970'), parse.length, parse.name];

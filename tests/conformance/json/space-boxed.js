// spec E14.6
// A boxed number or string counts as what its method gives, anything else not at all.
// gives: ["[\n  1\n]","[\n..1\n]","[1]","[1]"]
const number = Object(1);
number.valueOf = () => 2;
const string = Object('x');
string.toString = () => '..';
return [number, string, true, {}].map(space => JSON.stringify([1], null, space));

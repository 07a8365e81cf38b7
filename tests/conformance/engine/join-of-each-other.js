// spec E18.6
// So it is through another array, from either side.
// gives: ["1,,3","1,,3","1,,3,1,,3"]
const a = [1];
const b = [a, 3];
a.push(b);
return [String(a), String(b), `${[a, b]}`];

// spec E18.6
// An array within itself is the empty text when it is joined.
// gives: ["1,,2","1,,2","1--2"]
const a = [1];
a.push(a, 2);
return [a.join(), String(a), a.join('-')];

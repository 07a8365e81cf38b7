// spec E18.6
// An array that is there twice is joined twice.
// gives: 1,2;1,2;1,2
const a = [1, 2];
return [a, a, [a]].join(';');

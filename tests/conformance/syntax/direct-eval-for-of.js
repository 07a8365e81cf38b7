// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [4,5]
return (() => { const fs = []; for (const i of [4, 5]) fs.push(() => eval('i')); return fs.map(f => f()); })();

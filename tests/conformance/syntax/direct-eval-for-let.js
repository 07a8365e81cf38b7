// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: [0,1,2]
return (() => { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => eval('i')); return fs.map(f => f()); })();

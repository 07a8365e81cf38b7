// spec E8.7
// Each turn of a loop at the top has its own variable.
// gives: [0,1,2]
return new Compartment().evaluate('const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); fs.map(f => f())');

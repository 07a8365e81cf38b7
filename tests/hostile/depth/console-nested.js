// spec M6
// The console prints an object twenty thousand deep.
// gives: undefined
// limit: 100000000
let o = {};
for (let i = 0; i < 20000; i += 1) o = { o };
return console.log(o);

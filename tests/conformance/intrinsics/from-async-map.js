// spec E17.1
// The function's results are awaited too; it is told the place and `this`.
// gives: [["a",0,7],["b",1,7]]
return Array.fromAsync(['a', Promise.resolve('b')], async function (value, at) { return [value, at, this.n]; }, { n: 7 });

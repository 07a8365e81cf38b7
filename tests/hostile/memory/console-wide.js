// spec M3, M5
// The console prints an array of thirty thousand elements.
// gives: undefined
return console.log(new Array(3e4).fill({ a: 1 }));

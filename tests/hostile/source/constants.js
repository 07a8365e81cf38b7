// spec M3, M5
// A function with more constants than sixteen bits can count.
// gives: 70000
// limit: 200000000
return (0, eval)('[' + Array.from({ length: 7e4 }, (_, i) => `"c${i}"`).join(',') + '].length');

// spec M3, M5
// A function with more constants than sixteen bits can count.
// ends: memory limit
// limit: 200000000
return (0, eval)('[' + Array.from({ length: 7e4 }, (_, i) => `"c${i}"`).join(',') + '].length');

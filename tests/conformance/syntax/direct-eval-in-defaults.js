// spec E10.6
// It works in default parameters.
// gives: [1,2]
const f = (a, b = eval('a + 1')) => [a, b]; return f(1);

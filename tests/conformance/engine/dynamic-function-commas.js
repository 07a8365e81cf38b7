// spec E18.5
// Parameters may come together, with patterns and defaults.
// gives: [6,[1,2,[3]]]
return [Function('a, b', 'c', 'return a + b + c')(1, 2, 3), Function('{ a }', '[b] = [2]', '...c', 'return [a, b, c]')({ a: 1 }, undefined, 3)];

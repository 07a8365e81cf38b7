// spec E14.4
// What a reviver gives stands in the place of the value.
// gives: {"a":[2,4],"b":"x!"}
return JSON.parse('{"a":[1,2],"b":"x"}', (key, value) =>
  typeof value === 'number' ? value * 2 : typeof value === 'string' ? `${value}!` : value);

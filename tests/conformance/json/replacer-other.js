// spec E14.6
// What is neither a function nor an array is no replacer.
// gives: {"a":1}
return JSON.stringify({ a: 1 }, { 0: 'b', length: 1 });

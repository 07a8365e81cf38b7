// spec E14.4
// What is not a function is no reviver.
// gives: [1,1,1]
return [JSON.parse('1', {}), JSON.parse('1', null), JSON.parse('1', 'x')];

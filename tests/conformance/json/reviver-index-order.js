// spec E14.4
// Properties come in the order of the object, elements by index.
// gives: 1,2,b,a,
const keys = [];
JSON.parse('{"b":0,"2":0,"a":0,"1":0}', (key, value) => { keys.push(key); return value; });
return keys.join();

// spec E14.5
// Objects without a prototype are written like others.
// gives: {"a":1}
return JSON.stringify({ __proto__: null, a: 1 });

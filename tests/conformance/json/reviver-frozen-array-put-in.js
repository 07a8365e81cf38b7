// spec E14.4
// Elements of a frozen array that the reviver put in stay, in silence.
// gives: {"a":1,"b":["x"]}
return JSON.parse('{"a":1,"b":2}', function (key, value) {
  if (key === 'a') this.b = Object.freeze(['x']);
  return value === 'x' ? undefined : value;
});

// spec E14.4
// Values that the reviver put into the holder are seen when their turn comes.
// gives: {"a":1,"b":[["seen"]]}
return JSON.parse('{"a":1,"b":2}', function (key, value) {
  if (key === 'a') this.b = [['new']];
  return value === 'new' ? 'seen' : value;
});

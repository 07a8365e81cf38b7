// spec E14.4
// A property that cannot be changed or deleted stays, in silence.
// gives: {"a":[1,2],"b":3}
return JSON.parse('{"a":0,"b":3}', function (key, value) {
  if (key === 'a') return Object.freeze([1, 2]);
  if (key === 'b') { Object.freeze(this); return 9; }
  return value;
});

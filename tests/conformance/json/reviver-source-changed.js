// spec E14.4
// A value that the reviver changed before its turn has no source.
// gives: [["a","1"],["b",null],["c","3"],["",null]]
const seen = [];
JSON.parse('{"a":1,"b":2,"c":3}', function (key, value, { source = null }) {
  if (key === 'a') { this.b = 'new'; this.c = 3; }
  seen.push([key, source]);
  return value;
});
return seen;

// spec E14.4
// A property that was deleted before its turn is seen as undefined.
// gives: [["a=1","b=undefined","="],{"a":1}]
const seen = [];
const value = JSON.parse('{"a":1,"b":2}', function (key, value) {
  if (key === 'a') delete this.b;
  seen.push(`${key}=${typeof value === 'object' ? '' : value}`);
  return value;
});
return [seen, value];

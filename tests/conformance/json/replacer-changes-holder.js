// spec E14.6
// A replacer may change what is still to come.
// gives: {"a":1,"b":"changed"}
return JSON.stringify({ a: 1, b: 2 }, function (key, value) {
  if (key === 'a') { this.b = 'changed'; this.c = 'new'; }
  return value;
});

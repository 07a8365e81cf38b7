// spec E14.4
// The length of an array is read once, before its elements.
// gives: 0,1,
const keys = [];
JSON.parse('[1,2]', function (key, value) {
  keys.push(key);
  if (key === '0') this.push(3, 4);
  return value;
});
return keys.join();

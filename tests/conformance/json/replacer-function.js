// spec E14.6
// A replacer sees each value before its parts, with its key and holder, the whole first.
// gives: {"a":"1!","b":{"c":"2!"}} ,a,b,c
const keys = [];
const text = JSON.stringify({ a: 1, b: { c: 2 } }, (key, value) => {
  keys.push(key);
  return typeof value === 'number' ? `${value}!` : value;
});
return `${text} ${keys}`;

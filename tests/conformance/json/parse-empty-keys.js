// spec E14.1
// The empty string is a key.
// gives: [{"":1},1]
const value = JSON.parse('{"":1}');
return [value, value['']];

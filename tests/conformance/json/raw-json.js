// spec E14.9
// Raw JSON is written as its text.
// gives: {"big":12345678901234567890,"s":"a","list":[1.50,null]}
const { rawJSON } = JSON;
return JSON.stringify({ big: rawJSON('12345678901234567890'), s: rawJSON('"a"'), list: [rawJSON('1.50'), rawJSON('null')] });

// spec E14.1
// No other white space of the language is white space of JSON.
// gives: ["SyntaxError","SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
return ['\v1', '\f1', '\u00a01', '\ufeff1', '\u20281'].map(text => {
  try { return JSON.parse(text); } catch (e) { return e.name; }
});

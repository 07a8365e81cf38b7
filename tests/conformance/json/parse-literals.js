// spec E14.1
// Words are read in small letters only.
// gives: [true,false,null,"SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
return ['true', 'false', 'null', 'True', 'nul', 'nulll', 'undefined'].map(text => {
  try { return JSON.parse(text); } catch (e) { return e.name; }
});

// spec E14.9
// Only the text of one primitive value is taken, without white space around it.
// gives: []
return ['', ' 1', '1\n', '\t1', '1\r', '{}', '[]', '[1]', '1 2', 'x', '"', 'undefined', "'a'"].filter(text => {
  try { JSON.rawJSON(text); return true; } catch (e) { return e.name !== 'SyntaxError'; }
});

// spec E14.1
// What is no escape of JSON is refused, though it may be one of the language.
// gives: []
return ['\\x41', '\\v', '\\0', "\\'", '\\u{41}', '\\u12', '\\u123g', '\\U0041', '\\\n', '\\u+123', '\\u 123', '\\'].filter(escape => {
  try { JSON.parse(`"${escape}"`); return true; } catch { return false; }
});

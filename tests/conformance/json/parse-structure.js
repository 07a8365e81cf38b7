// spec E14.1
// Commas and colons stand exactly where JSON has them.
// gives: []
return ['', ' ', '[', ']', '{', '}', '[1,]', '[,1]', '[1,,2]', '[1 2]', '{,}', '{"a"}', '{"a":}', '{"a":1,}', '{a:1}', "{'a':1}", '{1:1}',
  '{"a":1 "b":2}', '{"a"::1}', '[1}', '{"a":1]', '[1]]', '{}{}', '"a', '"a""b"', '//\n1', '/**/1', '[1;2]', '(1)', '"a"+"b"'].filter(text => {
  try { JSON.parse(text); return true; } catch { return false; }
});

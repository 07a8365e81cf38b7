// spec E14.1
// Keys are the same whether written with escapes or not.
// gives: {"a":2}
return JSON.parse('{"a":1,"\\u0061":2}');

// spec E14.1
// Of two properties with one key the later wins, in the place of the first.
// gives: {"a":3,"b":2}
return JSON.parse('{"a":1,"b":2,"a":3}');

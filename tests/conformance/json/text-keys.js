// spec E14.8
// Keys are written like strings.
// gives: {"a\"b":1,"\ud800":2,"\n":3,"é☃":4}
return JSON.stringify({ 'a"b': 1, '\ud800': 2, '\n': 3, 'é☃': 4 });

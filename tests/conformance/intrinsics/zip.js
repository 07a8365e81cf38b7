// spec E17.1
// `Iterator.zip` ends with the shortest.
// gives: [[1,"a"],[2,"b"]]
return [...Iterator.zip([[1, 2, 3], new Set(['a', 'b'])])];

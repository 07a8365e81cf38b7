// spec E17.1
// Its paddings have keys.
// gives: [{"a":1,"b":"x"},{"a":9,"b":"y"}]
return [...Iterator.zipKeyed({ a: [1], b: ['x', 'y'] }, { mode: 'longest', padding: { a: 9 } })];

// spec E17.1
// And those of an object with a length.
// gives: ["a",null,"c"]
return Array.fromAsync({ length: 3, 0: 'a', 2: Promise.resolve('c') });

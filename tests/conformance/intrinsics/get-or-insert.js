// spec E17.1
// Maps that insert what they lack.
// gives: [1,1,5,1]
const map = new Map();
let made = 0;
return [map.getOrInsert('a', 1), map.getOrInsert('a', 2), map.getOrInsertComputed('b', key => { made += 1; return key.length + 4; }), made];

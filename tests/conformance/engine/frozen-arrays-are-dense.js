// spec E18.18
// Frozen and sealed arrays of many elements have room where a table of their descriptors would have none.
// gives: [400000,400000,400000]
let array = [];
for (let i = 0; i < 5e4; i += 1) array.push(i);
for (let i = 0; i < 3; i += 1) array = array.concat(array);
const make = () => array.slice();
return ['freeze', 'seal', 'preventExtensions'].map(lock => Object[lock](make()).length);

// spec E18.18
// What can be done to an array that was frozen, sealed or closed, by every way to write to it.
// gives: {"freeze":"TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | 1 1,2,3 3 | true true false","seal":"9 9,2,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | TypeError 2,3,3 3 | TypeError 1,2,3 3 | 2 1,2,3 3 | 3,2,1 3,2,1 3 | TypeError 2,3,3 3 | TypeError 1,2,3 3 | TypeError 1,2,3 3 | 1 1,2,3 3 | false true false","preventExtensions":"9 9,2,3 3 | TypeError 1,2,3 3 | 3 1,2 2 | 1 2,3 2 | 1 1 1 | 2 1,2,3 3 | 3,2,1 3,2,1 3 | 1 2,3 2 | TypeError 1,2,3 3 | true ,2,3 3 | 1 1,2,3 3 | false false false"}
const ways = [
  a => { a[0] = 9; return a[0]; }, a => a.push(4), a => a.pop(), a => a.shift(),
  a => { a.length = 1; return a.length; }, a => Object.defineProperty(a, 1, { value: 2 })[1] && (a[1] = 2),
  a => a.sort((x, y) => y - x), a => a.splice(0, 1), a => { a[7] = 1; return 1; }, a => delete a[0],
  a => [...a].slice(0, 1),
];
const result = {};
for (const lock of ['freeze', 'seal', 'preventExtensions']) {
  const said = ways.map(way => {
    const array = [1, 2, 3];
    Object[lock](array);
    let gave;
    try { gave = way(array); } catch (error) { gave = error.name; }
    return `${gave} ${array} ${array.length}`;
  });
  const array = Object[lock]([1, 2]);
  said.push(`${Object.isFrozen(array)} ${Object.isSealed(array)} ${Object.isExtensible(array)}`);
  result[lock] = said.join(' | ');
}
return result;

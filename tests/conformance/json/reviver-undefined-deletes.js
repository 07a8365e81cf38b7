// spec E14.4
// `undefined` deletes the property; in arrays a hole is left.
// gives: [["a"],[0,2],3]
const drop = (key, value) => (value === 'drop' ? undefined : value);
const list = JSON.parse('[0,"drop",2]', drop);
return [Object.keys(JSON.parse('{"a":1,"b":"drop"}', drop)), Object.keys(list).map(Number), list.length];

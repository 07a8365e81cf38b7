// spec E14.5
// The length of an array is read once.
// gives: ["first",null,null]
const list = [{ toJSON() { list.length = 1; return 'first'; } }, 2, 3];
return JSON.stringify(list);

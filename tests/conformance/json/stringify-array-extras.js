// spec E14.5
// Of an array only the elements are written, holes as null.
// gives: [1,null,3]
const list = [1, , 3];
list.extra = 1;
return JSON.stringify(list);

// spec E2
// Properties under symbols too.
// gives: [1,"[object Mine]"]
const list = [];
list[Symbol.iterator] = 1;
const map = new Map();
map[Symbol.toStringTag] = 'Mine';
return [list[Symbol.iterator], String(map)];

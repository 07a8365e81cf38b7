// spec E14.4
// Arrays and objects have no source.
// gives: [[],["source"]]
const shapes = [];
JSON.parse('[1]', (key, value, about) => { shapes.unshift(Object.keys(about)); return value; });
return shapes;

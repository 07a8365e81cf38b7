// spec E14.5
// undefined, functions and symbols have none: left out of objects, null in arrays.
// gives: ["none",{"a":1},[null,null,null,null]]
const none = [undefined, () => 1, Symbol('s'), class {}];
return [
  none.every(value => JSON.stringify(value) === undefined) ? 'none' : 'some',
  JSON.parse(JSON.stringify({ a: 1, b: undefined, c() {}, d: Symbol('s') })),
  JSON.parse(JSON.stringify(none)),
];

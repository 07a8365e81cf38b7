// spec E14.1
// Numbers are rounded to the nearest double, ties to even.
// gives: [true,true,true,true,true,true,true]
return [
  ['9007199254740993', 9007199254740992],
  ['9007199254740995', 9007199254740996],
  ['0.1', 0.1],
  ['2.2250738585072011e-308', 2.225073858507201e-308],
  ['1.7976931348623158e308', Number.MAX_VALUE],
  ['1.7976931348623159e308', Infinity],
  ['4.9e-324', Number.MIN_VALUE],
].map(([text, number]) => JSON.parse(text) === number);

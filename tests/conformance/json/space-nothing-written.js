// spec E14.6
// An object whose properties all have no form is empty.
// gives: {|"a": {},|"b": [|null|]|}
return JSON.stringify({ a: { x: undefined }, b: [undefined] }, null, 1).replaceAll(/\n */g, '|');

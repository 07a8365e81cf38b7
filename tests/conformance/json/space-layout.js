// spec E14.6
// Every part has a line of its own, and empty ones have none.
// gives: {|  "a": [|    1,|    {|      "b": null|    }|  ],|  "c": {},|  "d": []|}
return JSON.stringify({ a: [1, { b: null }], c: {}, d: [], e: undefined }, null, 2).replaceAll('\n', '|');

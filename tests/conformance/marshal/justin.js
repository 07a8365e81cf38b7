// spec V6.7
// Data as an expression.
// gives: ["[1,\"a\",undefined,-5n,{b:[],\"odd name\":{}},passableSymbolForName(\"@@iterator\"),makeTagged(\"t\",1),slotToVal(\"s0\",\"Alleged: x\"),Error(\"e\"),{\"@qclass\":1,a:2}]","[slot(1)]","`{\n  a: [\n    1,\n  ],\n}`"]
const marshal = await import('@endo/marshal');
const { passableAsJustin, decodeToJustin, makeTagged, qp } = marshal; const x = harden([1, 'a', undefined, -5n, { b: [], 'odd name': {}, __proto__: null === 1 }, Symbol.iterator, makeTagged('t', 1), Far('x', {}), Error('e'), { '@qclass': 1, a: 2 }]);
return [passableAsJustin(x, false), decodeToJustin([{ '@qclass': 'slot', index: 1 }]), qp({ a: [1] })];

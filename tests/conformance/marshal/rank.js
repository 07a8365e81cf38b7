// spec V7.2
// Values of one style have an order.
// gives: [1,0,0,1,-1,1,-1,1,-1,1,1,0]
const marshal = await import('@endo/marshal');
const c = marshal.compareRank; const h = (x, y) => c(harden(x), harden(y));
return [h(NaN, Infinity), h(-0, 0), h(NaN, NaN), h('\uffff', '\ud83d\ude00'), h([1], [1, 2]), h([2], [1, 2]), h({ a: 1 }, { b: 0 }), h({ a: 1, b: 1 }, { b: 9 }), h({ a: 1 }, { a: 2 }), h(10n, 9n), h(Symbol.for('b'), Symbol.for('a')), h(Error('a'), Error('b'))];

// spec E16.1, E19.60
// `Date.now()` is NaN, every time.
// gives: [true,true]
return [Object.is(Date.now(), NaN), Object.is(Date.now(1, 2), NaN)];

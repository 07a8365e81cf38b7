// spec E16.2
// A date has no negative zero.
// gives: [true,true]
return [Object.is(new Date(-0).getTime(), 0), Object.is(new Date(-0.5).getTime(), 0)];

// spec E10.1
// An indirect eval, through every name that eval can have.
// gives: confined
const e = eval;
return [(0, eval)('this'), e('this'), eval?.('this'), globalThis.eval('this'), [eval][0]('globalThis'), Reflect.apply(eval, undefined, ['this']), eval.call(null, 'this')];

// spec E10.1
// `eval` given to functions of the vat and of the language to call.
// gives: confined
return [call(eval, 'this'), ['this'].map(eval), Array.from(['this'], eval), await Promise.resolve('this').then(eval), 'this'.replace(/this/, eval), JSON.parse('["this"]', (_, v) => (typeof v === 'string' ? eval(v, 1) : v), 0)].flat();

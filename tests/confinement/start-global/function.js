// spec E10.1
// `Function`, called and constructed.
// gives: confined
return [Function('return this')(), new Function('return globalThis')(), Function.call(null, 'return this').call(undefined), Reflect.construct(Function, ['return this'])()];

// spec E1
// The function that guards `arguments.callee` is frozen, and the same in all functions.
// gives: [true,true]
const thrower = f => Object.getOwnPropertyDescriptor(f(), 'callee').get;
const [a, b] = [thrower(function () { return arguments; }), thrower(function () { return arguments; })];
return [a === b, Object.isFrozen(a)];

// spec E13.1
// `stack` is an accessor of `Error.prototype`; errors have none of their own.
// gives: [[],"function","function",false,["stack"]]
const { get, set, enumerable } = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
const owners = [Error.prototype, TypeError.prototype, AggregateError.prototype].map(p => Reflect.ownKeys(p).filter(k => k === 'stack')).flat();
return [Reflect.ownKeys(new Error()), typeof get, typeof set, enumerable, owners];

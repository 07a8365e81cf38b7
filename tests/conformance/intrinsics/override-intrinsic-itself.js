// spec E2
// The intrinsic itself cannot be a receiver.
// gives: [false,false,false]
return [Reflect.set(Object.prototype, 'toString', 1), Reflect.set([], 'toString', 1, Array.prototype), Reflect.set({}, 'toString', 1, 5)];

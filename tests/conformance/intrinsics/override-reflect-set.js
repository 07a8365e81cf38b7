// spec E2
// So does `Reflect.set`.
// gives: [true,1,true,2]
const heir = {}, other = {};
return [Reflect.set(heir, 'valueOf', 1), heir.valueOf, Reflect.set(Object.prototype, 'valueOf', 2, other), other.valueOf];

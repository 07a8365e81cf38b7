// spec E16.1, E16.2
// `Reflect.construct` is like `new`.
// gives: [null,5,true]
class Other {}
const made = Reflect.construct(Date, [5], Other);
return [Reflect.construct(Date, []).getTime(), Date.prototype.getTime.call(made), Object.getPrototypeOf(made) === Other.prototype];

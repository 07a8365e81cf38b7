// spec P6.12
// A class whose prototype constructs it again.
// ends: stack limit
const Class = new Proxy(function () {}, { get: () => Reflect.construct(HandledPromise, [() => {}], Class) });
return Reflect.construct(HandledPromise, [() => {}], Class);

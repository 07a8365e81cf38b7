// spec E7
// `isPromise` is what the package makes it: true of what `Promise.resolve` gives back as it is.
// gives: [true,true,false,false,false,true]
const { isPromise } = await import('@endo/promise-kit');
class Mine extends Promise {}
const own = Object.assign(Promise.resolve(), { constructor: Mine });
const handled = new HandledPromise(() => {});
return [isPromise(Promise.resolve()), isPromise(handled), isPromise(Mine.resolve()), isPromise(own), isPromise({ then() {} }), isPromise(E({ f() {} }).f())];

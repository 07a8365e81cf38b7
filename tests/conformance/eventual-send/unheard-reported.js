// spec P6.16
// Rejections that nobody heard of are reported in their order, each once, when the crank is over.
// gives: done
// prints: Error: UnhandledPromiseRejection: thrown: 'plain'
// prints: Error: UnhandledPromiseRejection: thrown: 'handled'
// prints: Error: UnhandledPromiseRejection: thrown: 'sent'
Promise.reject('plain');
new HandledPromise((_, reject) => reject('handled'));
E({ f() { throw 'sent'; } }).f();
await null;
return 'done';

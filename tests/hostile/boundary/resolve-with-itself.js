// spec P6.3
// A promise that is resolved with itself.
// throws: TypeError
const kit = Promise.withResolvers();
kit.resolve(kit.promise);
return kit.promise;

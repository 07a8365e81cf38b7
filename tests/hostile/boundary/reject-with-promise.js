// spec P6.3
// A promise that is rejected with a promise.
// throws: not an error
throw Promise.reject(new Error('inner'));

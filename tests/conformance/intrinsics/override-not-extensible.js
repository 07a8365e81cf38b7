// spec E2
// An heir that cannot be extended is not.
// throws: TypeError
Object.freeze({}).toString = 1;

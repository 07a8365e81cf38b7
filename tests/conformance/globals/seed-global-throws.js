// spec E4
// A name that is not defined throws where it is used.
// throws: ReferenceError
return process.env;

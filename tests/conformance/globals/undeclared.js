// spec E4.2
// A name that is not there cannot be made by assignment.
// throws: ReferenceError
process = { env: {} };

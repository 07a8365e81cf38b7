// spec E13.2
// `Error.prototype.stack` cannot be set for all.
// throws: TypeError
Error.prototype.stack = 'for all';

// spec E4.2, E19.24
// `TextEncoder` and `TextDecoder` are not available.
// throws: ReferenceError: TextEncoder is not defined
return new TextEncoder();

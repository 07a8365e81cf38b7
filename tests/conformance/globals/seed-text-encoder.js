// spec E4.2, E19.64
// `TextEncoder` and `TextDecoder` are not available.
// throws: ReferenceError: TextEncoder is not defined
return new TextEncoder();

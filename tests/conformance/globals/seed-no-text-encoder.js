// spec E4
// `TextEncoder` and `TextDecoder` are not available.
// gives: undefined undefined
return `${typeof TextEncoder} ${typeof TextDecoder}`;

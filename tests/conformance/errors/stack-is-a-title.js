// spec E13.1
// `stack` of an error is a string: its name and message.
// gives: ["TypeError: no","Error","RangeError"]
return [new TypeError('no').stack, Error().stack, RangeError('').stack];

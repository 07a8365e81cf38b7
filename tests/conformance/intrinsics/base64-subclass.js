// spec E17.3
// The result is a `Uint8Array`, whatever `fromBase64` was called on.
// gives: [true,false,"Uint8Array"]
class Mine extends Uint8Array {}
const made = Mine.fromBase64('Zg==');
return [Object.getPrototypeOf(made) === Uint8Array.prototype, made instanceof Mine, Uint8Array.fromBase64.call(undefined, '')[Symbol.toStringTag]];

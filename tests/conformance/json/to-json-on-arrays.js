// spec E14.5
// Arrays and functions may have a `toJSON` too.
// gives: {"list":"l","fn":"f"}
const list = Object.assign([1], { toJSON: () => 'l' });
const fn = Object.assign(() => 1, { toJSON: () => 'f' });
return JSON.stringify({ list, fn });

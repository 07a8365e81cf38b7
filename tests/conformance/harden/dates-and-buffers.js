// spec E11.6
// The time of a date and the bytes of a buffer are no properties.
// gives: [5,9]
const d = harden(new Date(0));
d.setTime(5);
const b = harden(new ArrayBuffer(1));
new Uint8Array(b)[0] = 9;
return [d.getTime(), new Uint8Array(b)[0]];

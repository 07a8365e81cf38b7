// spec M5
// An array of one text, joined over and over.
// throws: RangeError
// limit: 60000000
let s = 'x';
for (;;) s = new Array(1000).fill(s).join(s);

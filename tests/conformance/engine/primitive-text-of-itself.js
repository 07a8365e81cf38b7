// spec E18.6
// So it is for texts.
// gives: qxx
let n = 0;
const o = { toString() { n++; return n < 3 ? `${this}x` : 'q'; } };
return `${o}`;

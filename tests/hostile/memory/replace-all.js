// spec M5
// A replacement that is as long as what is replaced is often.
// ends: compute limit
const s = 'x'.repeat(20000);
return s.replaceAll('x', s).length;

// spec E18.1
// An element that cuts the array while it is joined.
// gives: x,,
const a = [{ toString() { a.length = 1; return 'x'; } }, 2, 3];
return a.join();

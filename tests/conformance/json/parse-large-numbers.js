// spec E14.1
// A number beyond the largest is infinite, one below the smallest is zero.
// gives: Infinity -Infinity 0 -0
const show = n => (Object.is(n, -0) ? '-0' : String(n));
return ['1e400', '-1e400', '1e-400', '-1e-400'].map(text => show(JSON.parse(text))).join(' ');

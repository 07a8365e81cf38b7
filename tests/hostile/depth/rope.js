// spec M6
// A string put together of ten thousand pieces at both ends, then read.
// gives: 10000
// limit: 100000000
let s = '';
for (let i = 0; i < 10000; i += 1) s = i % 2 ? `a${s}` : s + 'a';
return s.split('').length;

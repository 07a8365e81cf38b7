// spec E17.2
// `unescape` takes what is an escape and leaves what is none.
// gives: ["ሴAJJ","%zz","%u12%","%4","%U0041","%u004A1"]
return [unescape('%u1234%41%4a%4A'), unescape('%zz'), unescape('%u12%'), unescape('%4'), unescape('%U0041'), unescape('%u004') + unescape('%u00411')];

// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: done
return (function self(n) { return n ? eval('self')(n - 1) : 'done'; })(2);

// spec E18.2
// And where the default itself is the value.
// gives: 1
return (function (a = 1) { var a; return a; })();

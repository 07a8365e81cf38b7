// spec E18.13
// `new f?.m()` is let pass as `(new f)?.m()`, although the grammar has no such thing.
// gives: 1
return (0, eval)('class F { m() { return 1; } } new F?.m()');

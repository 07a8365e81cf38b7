// spec E10.8
// `debugger` is a statement that does nothing.
// gives: after
debugger;
return 'after';

// spec E8.7
// A first line that starts with `#!` is a comment.
// gives: 1
return new Compartment().evaluate('#! any thing\n1');

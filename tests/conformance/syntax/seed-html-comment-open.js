// spec E10.5
// The opening of an HTML-like comment is an error of syntax where it would be a comment.
// throws: SyntaxError
return (0, eval)('1\n<!-- hidden\n');

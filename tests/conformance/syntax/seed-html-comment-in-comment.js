// spec E10.5
// In a comment it is only a comment.
// gives: 5
return (0, eval)('/* <!-- --> */ 5 // <!-- -->');

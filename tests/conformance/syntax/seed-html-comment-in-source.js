// spec E10.5
// Modules of the vat may hold it in strings and comments.
// gives: <!-- not a comment -->
// <!-- nor this -->
const text = '<!-- not a comment -->';
return text;

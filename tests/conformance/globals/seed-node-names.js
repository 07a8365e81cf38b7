// spec E4.2
// Names that a module system would provide are not declared either.
// gives: ["undefined","undefined","undefined","undefined","undefined"]
return [typeof require, typeof module, typeof exports, typeof __dirname, typeof __filename];

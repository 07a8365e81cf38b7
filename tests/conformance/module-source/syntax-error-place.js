// spec E9.1
// The error says where, with the name of the text.
// throws: SyntaxError: lib/a.js:2:9: unexpected token ';', primary expression
return new ModuleSource('let a = 1;\nlet b = ;', 'lib/a.js');

// spec E9.24
// There is no attribute but type.
// throws: SyntaxError: import attribute "colour" is not supported
return new ModuleSource(`import 'x' with { colour: 'red' };`);

// spec E8.7
// `arguments`, `new.target` and `return` at the top of a program.
// gives: confined
return ['arguments', 'new.target', 'return 1', 'super.x', 'await 1', 'yield 1', 'import.meta'].map(text => { try { return (0, eval)(text); } catch (e) { return e; } });

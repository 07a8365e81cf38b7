// spec M6, E18.16
// A disposal that would dispose of another: the declaration is refused.
// throws: SyntaxError
return (0, eval)('const f = () => { using x = { [Symbol.dispose]: f }; }; f();');

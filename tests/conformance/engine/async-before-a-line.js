// spec E18.17
// `async` and an arrow in the next line are no arrow function; the last word of a text may be `async`.
// gives: ["SyntaxError",1,"SyntaxError"]
const attempt = text => { try { return (0, eval)(text); } catch (error) { return error.name; } };
return [attempt('async\n=> 1'), attempt('let async = 1; async'), attempt('for (async of [1]) {}')];

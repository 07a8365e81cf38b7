// spec E18.5
// A function made from texts shows the text the language puts together.
// gives: ["function anonymous(a,b\n) {\nreturn a+b\n}","function anonymous(\n) {\n\n}","function anonymous(a,b,c\n) {\n/* x */\n}"]
return [String(Function('a', 'b', 'return a+b')), String(new Function()), String(Function('a', 'b,c', '/* x */'))];

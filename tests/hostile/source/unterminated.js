// spec M6
// Texts that end in the middle of something are errors of syntax.
// gives: ["SyntaxError"]
// limit: 100000000
const texts = ['"', '`', '`${', '/a', '/[', '/*', '(', 'a.', 'x =>', 'class', '1n.', '0x', '"\\u{', '\\u{', '#x', 'async (', 'import(', 'export', 'for (', 'new.', '@', '\0', '\ud800'];
return [...new Set(texts.map(text => { try { (0, eval)(text); return text; } catch (e) { return e.name; } }))];

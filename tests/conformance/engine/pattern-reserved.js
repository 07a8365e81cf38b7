// spec E18.9
// `eval` and `arguments` are no targets.
// gives: ["SyntaxError","SyntaxError","SyntaxError","SyntaxError","SyntaxError"]
const texts = ['({ eval } = {})', '({ x: eval = 1 } = {})', '({ [0]: arguments = 1 } = {})', '[eval] = []', '[arguments] = []'];
return texts.map(text => { try { (0, eval)(`'use strict'; ${text}`); return 'ran'; } catch (e) { return e.name; } });

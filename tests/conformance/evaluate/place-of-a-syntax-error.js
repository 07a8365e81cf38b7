// spec E8.12
// An error of syntax says where in which text.
// gives: [true,true]
const message = (options, source) => { try { new Compartment(options).evaluate(source); } catch (e) { return e.message; } };
return [message({ name: 'mine', __options__: true }, '1;\n let let').startsWith('mine:2:6: '), message({}, '\n)\n//# sourceURL=given.js').startsWith('given.js:2:1: ')];

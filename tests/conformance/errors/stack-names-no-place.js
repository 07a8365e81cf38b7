// spec E13.1
// No function, module, line or column is in it, wherever the error comes from.
// gives: [true,true,true,true]
function secretName() { return new Error('m'); }
const thrown = f => { try { f(); } catch (e) { return e; } };
const errors = [secretName(), thrown(() => null.x), thrown(() => JSON.parse('{')), thrown(() => [1].map(() => { throw Error('in'); }))];
return errors.map(e => !/secretName|case|\.js|:\d|\n| at |native/.test(e.stack.replace(e.message, '')));

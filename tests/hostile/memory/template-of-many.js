// spec M5
// One long text, three hundred times in one template.
// ends: memory limit
const s = 'x'.repeat(2 ** 24);
return new Function('s', `return \`${'${s}'.repeat(300)}\``)(s).length;

// spec M6
// An `exec` that tests its own expression.
// ends: stack limit
const r = /a/g;
r.exec = () => r.test('a');
return r.test('a');

// spec M3
// A global replacement whose `exec` never ends.
// ends: compute limit
const r = /a/g;
r.exec = () => ({ 0: 'a', index: 0, length: 1 });
return 'a'.replace(r, 'b');

// spec E11.1
// An array is frozen with its elements, its length and its holes.
// gives: ["TypeError","TypeError","TypeError","TypeError",3,true]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const a = harden([{}, , 1]);
return [attempt(() => { a[2] = 5; }), attempt(() => { a[1] = 5; }), attempt(() => { a.length = 0; }), attempt(() => a.push(1)), a.length, Object.isFrozen(a[0])];

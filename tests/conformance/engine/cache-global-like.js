// spec E18.11
// Nor one of an object that was made from a class.
// gives: [["TypeError","set"],2,9]
class A { x = 1; }
const set = (o, v) => { o.x = v; };
const a = new A(), b = new A();
set(a, 2);
set(b, 3);
Object.freeze(a);
const tries = [a, b].map(o => { try { set(o, 9); return 'set'; } catch (e) { return e.name; } });
return [tries, a.x, b.x];

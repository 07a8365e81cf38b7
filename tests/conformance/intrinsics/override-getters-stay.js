// spec E2
// Accessors are not shadowed: their setter decides, or its absence.
// gives: ["TypeError","TypeError",true]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const object = {};
object.__proto__ = null;
return [attempt(() => { new Map().size = 1; }), attempt(() => { /x/.flags = 'g'; }), Object.getPrototypeOf(object) === null];

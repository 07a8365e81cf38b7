// spec E4.1
// The constants cannot be assigned.
// gives: ["TypeError","TypeError","TypeError"]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
return [attempt(() => { undefined = 1; }), attempt(() => { NaN = 1; }), attempt(() => { Infinity = 1; })];

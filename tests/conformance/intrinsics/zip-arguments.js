// spec E17.1
// What it is given must be objects, and the mode one of three.
// gives: ["TypeError","TypeError","TypeError","TypeError","TypeError"]
const attempt = (...args) => { try { return [...Iterator.zip(...args)]; } catch (e) { return e.name; } };
return [attempt(), attempt('ab'), attempt(['ab']), attempt([[1]], { mode: 'all' }), attempt([[1]], { mode: 'longest', padding: 5 })];

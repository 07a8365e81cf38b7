// spec E11.6
// A typed array can be written to but not extended; its other properties are frozen.
// gives: [9,"TypeError","TypeError",true,false,true]
const attempt = f => { try { f(); return 'did'; } catch (e) { return e.name; } };
const t = new Uint8Array(2);
t.extra = {};
harden(t);
t[0] = 9;
return [t[0], attempt(() => { t.more = 1; }), attempt(() => { t.extra = 1; }), Object.isFrozen(t.extra), Object.isExtensible(t), t.fill(3)[1] === 3];

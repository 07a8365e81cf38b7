// spec E1
// The registry of symbols holds only symbols.
// gives: confined
const s = Symbol.for('heyBuddy');
const out = [];
for (const f of [() => { s.x = 1; }, () => Object.assign(s, { x: 1 }), () => { Symbol.for.x = 1; }, () => { Object(s).x = 1; }]) { try { out.push(f()); } catch (e) { out.push(e.name); } }
return out;

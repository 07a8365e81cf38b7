// spec E1
// A hardened class of another compartment cannot be changed.
// gives: confined
const out = [];
for (const f of [() => { shared.Thing.prototype.evil = 1; }, () => { shared.Thing.evil = 1; }, () => Object.setPrototypeOf(shared.Thing.prototype, {}), () => { shared.run = 1; }, () => { delete shared.greet; }]) { try { out.push(f()); } catch (e) { out.push(e.name); } }
return out;

// spec E1
// A class whose base gives back an intrinsic, so that its fields are put there.
// gives: confined
class Give { constructor(o) { return o; } }
class Put extends Give { heyBuddy = 1; }
const out = [];
for (const o of [Array.prototype, Object, Math, shared, shared.run]) { try { out.push(typeof new Put(o)); } catch (e) { out.push(e.name); } }
return out;

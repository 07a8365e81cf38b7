// spec E1
// Writes that the engine has learned to do quickly, turned on intrinsics.
// gives: confined
const write = (o, value) => { try { o.heyBuddy = value; } catch { } };
const rewrite = (o, value) => { try { o.toString = value; } catch { } };
for (let i = 0; i < 200; i += 1) { write({}, i); rewrite({}, i); write([], i); rewrite(() => {}, i); }
for (const o of [Object.prototype, Array.prototype, Function.prototype, Math, JSON, Object, Reflect, shared, shared.run, Compartment.prototype]) {
  for (let i = 0; i < 20; i += 1) { write(o, i); rewrite(o, i); }
}
return ({}).heyBuddy;

// spec E1
// Deletions that the engine has learned.
// gives: confined
const remove = o => { try { delete o.max; delete o.push; delete o.name; } catch { } };
for (let i = 0; i < 200; i += 1) remove({ max: 1, push: 2, name: 3 });
for (const o of [Math, Array.prototype, Error.prototype, Map, shared.run]) remove(o);
return [Math.max, Array.prototype.push, Error.prototype.name];
